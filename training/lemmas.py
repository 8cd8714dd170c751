"""Lemmas as edits of the form: "l2|y" lower-cases, strips two code points from the end and appends "y"; "k" keeps the case."""


def script(form, lemma):
    """The label that turns a form into its lemma."""
    lowered = form.lower()
    keep, low = common(form, lemma), common(lowered, lemma)
    if len(lowered) == len(form) and (low > keep or form == lowered):
        return "l%d|%s" % (len(form) - low, lemma[low:])
    return "k%d|%s" % (len(form) - keep, lemma[keep:])


def common(one, two):
    n = 0
    while n < min(len(one), len(two)) and one[n] == two[n]:
        n += 1
    return n


def apply(label, form):
    """The lemma of a form. A label that strips more than there is strips all."""
    strip, suffix = label[1:].split("|", 1)
    base = form.lower() if label[0] == "l" else form
    return base[:max(0, len(base) - int(strip))] + suffix or form

// Ctrl-C (SIGINT) and SIGTERM: the first asks the run to stop after the documents in hand, the second ends the program at once.
#pragma once

namespace dateline::cli {

// Thrown by what waits for input when an interrupt arrives.
struct Interrupted {};

void catch_interrupts();

// The signal that arrived, or 0.
int interrupt();

// Waits until `descriptor` has something to read (or is at its end). Throws Interrupted.
void wait_for_input(int descriptor);

}  // namespace dateline::cli

#!/bin/sh
# Installs what Dateline is built and tested with: the one list of dependencies. Debian 12; asks for root only when something is
# missing.
set -eu

build="g++ cmake ninja-build rapidjson-dev libcli11-dev libutf8proc-dev zlib1g-dev"
tests="doctest-dev python3 python3-jsonschema clang-14 libclang-rt-14-dev"

missing=""
for package in $build $tests; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing"
as_root=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "setup.sh: run as root, or install sudo" >&2; exit 1; }
  as_root=sudo
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of names
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends $missing

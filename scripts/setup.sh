#!/bin/sh
# Makes a checkout ready for what is asked, and is silent and quick where it is ready already:
#
#   scripts/setup.sh book     .venv with bookbuild in it, and the system's text libraries (Pango and its kin)
#   scripts/setup.sh check    .venv with the linters too
#   scripts/setup.sh test     all of that, and the programs that tests would like: Java and Poppler
#   scripts/setup.sh bench    all of that, and the peers that the benchmark measures against
#
# What the system lacks it installs by apt as root, or by Homebrew; elsewhere it says which command would.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

can_use_apt() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; }

install_with_apt() {
    say "installing $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update >/dev/null && apt-get -qq install --yes --no-install-recommends "$@" >/dev/null
}

# ── Python ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# Prints the newest Python that is new enough and can import the modules named. Each is tried, not only looked up: a
# name on PATH may be a shim with nothing behind it.
find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if "$name" -c "import sys, $1; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

get_python() {
    if can_use_apt; then
        install_with_apt python3 python3-venv
    elif [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null 2>&1; then
        say "installing Python: brew install python"
        brew install python >/dev/null
    fi
}

say_how_to_get_python() {
    if [ "$(uname -s)" = Darwin ]; then
        fail "Python 3.11 or newer is needed: brew install python"
    elif found=$(find_python os); then
        version=$("$found" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}")')
        fail "$version has no venv module: sudo apt-get install $version-venv"
    fi
    fail "Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv"
}

make_environment() {
    if [ -f .venv/place ] && [ "$(cat .venv/place)" != "$PWD" ]; then
        rm -rf .venv # its scripts name the folder it was made in
    fi
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        if ! python=$(find_python 'ensurepip, venv'); then
            get_python
            python=$(find_python 'ensurepip, venv') || say_how_to_get_python
        fi
        "$python" -m venv --clear .venv
    fi
    printf '%s\n' "$PWD" >.venv/place
}

# ── What is installed already ────────────────────────────────────────────────────────────────────────────────────────

state=$(pwd && cksum pyproject.toml constraints.txt scripts/setup.sh)

is_done() { [ -x .venv/bin/python ] && [ -f ".venv/$1.done" ] && [ "$(cat ".venv/$1.done")" = "$state" ]; }

mark_done() { printf '%s\n' "$state" >".venv/$1.done"; }

install_packages() { # STEP REQUIREMENT…
    step=$1
    shift
    if is_done "$step"; then return; fi
    make_environment
    say "installing Python packages into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt "$@"
    mark_done "$step"
}

# ── The system's libraries ───────────────────────────────────────────────────────────────────────────────────────────

# Prints the command that gets the libraries that cannot be loaded; nothing where all can.
libraries_remedy() {
    .venv/bin/python -c '
from bookbuild.doctor import libraries
print(next((finding.remedy for finding in libraries() if not finding.ok), ""))'
}

install_libraries() {
    if is_done libraries; then return; fi
    if [ "$(uname -s)" = Darwin ]; then
        export DYLD_FALLBACK_LIBRARY_PATH="/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib"
    fi
    remedy=$(libraries_remedy)
    case $remedy in
    apt-get* | brew*) # what needs no password: apt as root, or Homebrew
        if command -v "${remedy%% *}" >/dev/null 2>&1; then
            say "installing the text libraries: $remedy"
            DEBIAN_FRONTEND=noninteractive sh -c "$remedy" >/dev/null
            remedy=$(libraries_remedy)
        fi
        ;;
    esac
    if [ -n "$remedy" ]; then fail "the libraries that lay out text are missing: $remedy"; fi
    mark_done libraries
}

# ── Programs for the tests ───────────────────────────────────────────────────────────────────────────────────────────

offer_program() { # PROGRAM DEBIAN-PACKAGE BREW-FORMULA WHY
    if "$1" -version >/dev/null 2>&1 || "$1" -v >/dev/null 2>&1; then return; fi
    if can_use_apt; then
        install_with_apt "$2"
    elif [ "$(uname -s)" = Darwin ]; then
        say "without $1 the tests $4 are skipped: brew install $3"
    else
        say "without $1 the tests $4 are skipped: sudo apt-get install $2"
    fi
}

# ── Peers of the benchmark: in an environment of their own, since the project depends on none of them ────────────────

PEERS='pypandoc_binary==1.17 typst==0.15.2 plutoprint==0.23.0 bookforge-kdp==1.0.2'
PEERS_OF_NODE='pagedjs-cli@0.4.3'

# Chromium, XeLaTeX and Asciidoctor are measured where the machine has them: the benchmark says how to get them.
install_peers() {
    if is_done peers; then return; fi
    say "installing peers into .venv/peers"
    .venv/bin/python -m venv --clear .venv/peers
    for peer in $PEERS; do
        .venv/peers/bin/python -m pip install --quiet --disable-pip-version-check "$peer" || say "$peer: not for here"
    done
    # Paged.js takes the machine's Chromium, not one of its own.
    PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --prefix .venv/peers/node "$PEERS_OF_NODE" ||
        say "$PEERS_OF_NODE: not without npm"
    mark_done peers
}

prepare_book() {
    if ! is_done dev; then install_packages book -e .; fi
    install_libraries
}

prepare_test() {
    install_packages dev -e '.[dev]'
    install_libraries
    offer_program java default-jre-headless openjdk "that run EPUBCheck"
    offer_program pdftoppm poppler-utils poppler "that look at pages"
}

case ${1-} in
book) prepare_book ;;
check) install_packages dev -e '.[dev]' ;;
test) prepare_test ;;
bench)
    prepare_test
    install_peers
    ;;
*) fail "usage: scripts/setup.sh book|check|test|bench" ;;
esac

#!/bin/sh
# Prepare a checkout. Silent and quick if nothing is missing:
#
#   scripts/setup.sh book     .venv with bookbuild in it, and the system's text libraries (Pango, HarfBuzz, fontconfig)
#   scripts/setup.sh check    .venv with the linters too
#   scripts/setup.sh test     all of that, and the programs that some tests run: Java, Poppler and Chromium
#   scripts/setup.sh bench    all of that, and the programs that the benchmark compares with
#
# Everything that is missing is listed before anything is installed. Packages of the system are installed by apt as
# root, or by Homebrew; otherwise the command to type is printed. BASE_PYTHON names the Python that .venv is made with;
# without it that is the newest.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

step=${1-}
case $step in
book | check | test | bench) ;;
*) fail "usage: scripts/setup.sh book|check|test|bench" ;;
esac

if [ "$(uname -s)" = Darwin ]; then
    manager=brew
    # Where Homebrew and MacPorts put libraries: a Python that is not theirs does not look there by itself.
    export DYLD_FALLBACK_LIBRARY_PATH="/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib"
elif command -v apt-get >/dev/null 2>&1; then
    manager=apt
else
    manager=other
fi

# ── What was installed before ────────────────────────────────────────────────────────────────────────────────────────

state=$(pwd && cksum pyproject.toml constraints.txt scripts/setup.sh)

# A worktree may have a link to the environment of another checkout, which keeps it up: it is used, and never changed.
is_linked() { [ -L .venv ]; }

is_done() {
    [ -x .venv/bin/python ] && [ -f ".venv/$1.done" ] && { is_linked || [ "$(cat ".venv/$1.done")" = "$state" ]; }
}

mark_done() { printf '%s\n' "$state" >".venv/$1.done"; }

# The linters are installed together with bookbuild.
has_python_packages() { is_done dev || { [ "$step" = book ] && is_done book; }; }

# ── What is missing ──────────────────────────────────────────────────────────────────────────────────────────────────

missing=  # one line for each thing
required= # packages of the system without which the step is impossible
optional= # packages of the system without which some tests are skipped

add_missing() {
    missing="$missing  $1
"
}

# In packages of apt, formulas of Homebrew, and words for other systems.
choose_name() { # APT BREW OTHER
    case $manager in
    apt) printf '%s\n' "$1" ;;
    brew) printf '%s\n' "$2" ;;
    other) printf '%s\n' "$3" ;;
    esac
}

join() { # SEPARATOR FIRST SECOND: both, or the one that is not empty
    printf '%s\n' "${2:+$2${3:+$1}}$3"
}

separator=' '
if [ "$manager" = other ]; then separator='; '; fi

# Prints the newest Python that is new enough and can import the modules named. Each is tried, not only looked up: a
# name on PATH may be a shim with nothing behind it.
find_python() { # MODULES
    for name in ${BASE_PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
        if "$name" -c "import sys, $1; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# An environment names its folder in its scripts, so a copy of it elsewhere is of no use.
has_environment() {
    [ -f .venv/place ] && [ "$(cat .venv/place)" = "$PWD" ] && .venv/bin/python -c 'import pip' 2>/dev/null
}

look_for_python() {
    if has_python_packages || has_environment || find_python 'ensurepip, venv' >/dev/null; then return; fi
    add_missing "Python 3.11 or newer, with its module venv"
    package='python3 python3-venv'
    if [ "$manager" = apt ] && found=$(find_python os); then
        case $found in
        /usr/bin/*) package=$("$found" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")') ;;
        esac
    fi
    required=$(choose_name "$package" python "Python 3.11 or newer with its module venv")
}

# Prints nothing if the libraries can be loaded, otherwise the message about the first that cannot.
fault_of_libraries() { # PYTHON
    PYTHONPATH=. "$1" -B -c '
from bookbuild.doctor import libraries
print(next((f"{finding.name}: {finding.detail}" for finding in libraries() if not finding.ok), ""))'
}

# Without Python the libraries cannot be tried, so the list of apt's packages has to do.
LIBRARIES='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'

has_libraries() {
    if python=$(find_python os); then
        fault=$(fault_of_libraries "$python") && [ -z "$fault" ]
    elif [ "$manager" = apt ]; then
        for package in $LIBRARIES; do
            dpkg-query --show --showformat='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || return 1
        done
    else
        return 1
    fi
}

look_for_libraries() {
    if is_done libraries || has_libraries; then return; fi
    add_missing "Pango 1.44 or newer, HarfBuzz with its subset library, and fontconfig, which lay out text"
    names=$(choose_name "$LIBRARIES" pango "Pango, HarfBuzz with its subset library, fontconfig")
    required=$(join "$separator" "$required" "$names")
}

look_for_program() { # PROGRAM WHY APT BREW
    if "$1" -version >/dev/null 2>&1 || "$1" -v >/dev/null 2>&1; then return; fi
    add_missing "$1, for the tests $2; without it they are skipped"
    optional=$(join "$separator" "$optional" "$(choose_name "$3" "$4" "$1")")
}

look_for_browser() {
    for browser in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$browser" >/dev/null 2>&1; then return; fi
    done
    add_missing "Chromium, for the tests that look at the preview; without it they are skipped"
    optional=$(join "$separator" "$optional" "$(choose_name chromium "" Chromium)")
}

look_for_everything() {
    look_for_python
    if [ "$step" != check ]; then look_for_libraries; fi
    case $step in test | bench)
        look_for_program java "that run EPUBCheck" default-jre-headless openjdk
        look_for_program pdftoppm "that look at pages" poppler-utils poppler
        look_for_browser
        ;;
    esac
    if ! has_python_packages; then add_missing "Python packages, into .venv: up to 400 MB, about a minute"; fi
    if [ "$step" = bench ] && ! is_done peers; then
        add_missing "programs to compare with, into .venv/peers: several minutes"
    fi
}

# ── Installing ───────────────────────────────────────────────────────────────────────────────────────────────────────

# Prints the command that gets packages of the system here.
command_for() { # PACKAGE…
    case $manager in
    apt) printf 'sudo apt-get update && sudo apt-get install --yes %s\n' "$*" ;;
    brew) printf 'brew install %s\n' "$*" ;;
    other) printf "install with this system's package manager: %s\n" "$*" ;;
    esac
}

can_use_apt() { [ "$manager" = apt ] && [ "$(id -u)" -eq 0 ]; }

can_use_brew() { [ "$manager" = brew ] && command -v brew >/dev/null 2>&1; }

# Nothing is installed that a person has to give a password for, and by Homebrew nothing that is optional.
install_system_packages() {
    if can_use_apt && [ -n "$required$optional" ]; then
        packages=$(join ' ' "$required" "$optional")
        say "installing $packages (apt-get, one to three minutes)"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update >/dev/null
        # shellcheck disable=SC2086 # one word is one package
        apt-get -qq install --yes --no-install-recommends $packages >/dev/null
    elif can_use_brew && [ -n "$required" ]; then
        say "installing $required (brew, a few minutes)"
        # shellcheck disable=SC2086
        brew install $required >/dev/null
    elif [ -n "$required" ]; then
        say "type this, then the same command again:"
        fail "  $(command_for "$(join "$separator" "$required" "$optional")")"
    fi
    if [ -n "$optional" ] && ! can_use_apt; then say "to run all tests: $(command_for "$optional")"; fi
}

require_own_environment() {
    if is_linked; then fail ".venv is a link to the environment of another checkout: run scripts/setup.sh $step there"; fi
}

make_environment() {
    if has_environment; then return; fi
    python=$(find_python 'ensurepip, venv') ||
        fail "there is still no Python 3.11 or newer with its module venv: this system's own may be older"
    "$python" -m venv --clear .venv
    printf '%s\n' "$PWD" >.venv/place
}

install_python_packages() { # NAME REQUIREMENT
    if has_python_packages; then return; fi
    require_own_environment
    make_environment
    say "installing Python packages into .venv (about a minute)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e "$2"
    mark_done "$1"
}

prove_libraries() {
    if is_done libraries; then return; fi
    fault=$(fault_of_libraries .venv/bin/python)
    if [ -n "$fault" ]; then fail "the libraries that lay out text do not load: $fault"; fi
    mark_done libraries
}

# Programs of the benchmark: in an environment of their own, since the project depends on none of them. Chromium, XeLaTeX
# and Asciidoctor are measured where the machine has them: the benchmark prints how to get them.
PEERS='pypandoc_binary==1.17 typst==0.15.2 plutoprint==0.23.0 bookforge-kdp==1.0.2'
PEERS_OF_NODE='pagedjs-cli@0.4.3'

install_peers() {
    if is_done peers; then return; fi
    require_own_environment
    say "installing programs to compare with into .venv/peers (several minutes)"
    .venv/bin/python -m venv --clear .venv/peers
    for peer in $PEERS; do
        .venv/peers/bin/python -m pip install --quiet --disable-pip-version-check "$peer" || say "$peer: not available here"
    done
    # Paged.js uses the machine's Chromium instead of one of its own.
    PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --prefix .venv/peers/node "$PEERS_OF_NODE" ||
        say "$PEERS_OF_NODE: needs npm"
    mark_done peers
}

look_for_everything
if [ -n "$missing" ]; then
    say "missing for 'scripts/setup.sh $step':"
    printf '%s' "$missing" | while IFS= read -r line; do say "$line"; done
fi
install_system_packages
if [ "$step" = book ]; then
    install_python_packages book .
else
    install_python_packages dev '.[dev]'
fi
if [ "$step" != check ]; then prove_libraries; fi
if [ "$step" = bench ]; then install_peers; fi

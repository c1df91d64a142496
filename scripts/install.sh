#!/usr/bin/env bash
# Installs every Debian package Greenroom is built, run and tested with. Debian 12; as root or through sudo.
# Does nothing, and needs no right to, when all are there. Usage: scripts/install.sh [build] [run] [test]
# (all three without arguments).
set -euo pipefail

# To compile.
build=(
    g++ cmake ninja-build pkg-config git ca-certificates
    ccache mold                                  # compile once, link fast
    qt6-base-dev                                 # Core, Gui, Widgets, Network, Sql, DBus, Test
    libgl-dev libvulkan-dev                      # headers that Qt Gui's own ask for
    qt6-websockets-dev qt6-svg-dev qt6-multimedia-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools # translations
    qtkeychain-qt6-dev                           # the desktop's secrets
    libboost-dev                                 # Boost.Beast's HTTP parser, headers only
    libsodium-dev                                # Argon2id, tokens, signatures
    libssl-dev libsqlite3-dev                    # greenroom-bench: clients over TLS, the bare store
    libicu-dev                                   # word breaking
    libxapian-dev                                # full text
    libzxing-dev                                 # QR codes in pictures
    libcmark-gfm-dev libcmark-gfm-extensions-dev # articles
)
# To run the server and the desktop.
run=(
    libqt6sql6-sqlite                            # the embedded store
    qt6-qpa-plugins                              # the platforms: xcb, offscreen
    qt6-image-formats-plugins                    # WebP pictures from customers
    fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji
    qt6-translations-l10n                        # Qt's own words: menus of text fields, dialogs
    breeze-icon-theme curl openssl procps passwd
)
# To test: a browser, a display that is none, a keychain, what checks the sources.
test=(
    chromium
    xvfb xauth xdotool x11-utils imagemagick
    dbus dbus-x11 gnome-keyring libsecret-tools
    python3 sqlite3
    clang-format-14 clang-tidy-14
    clang-14 libclang-rt-14-dev                  # libFuzzer
)

groups=("$@")
[ ${#groups[@]} -gt 0 ] || groups=(build run test)
wanted=()
for group in "${groups[@]}"; do
    case "$group" in
    build | run | test) declare -n list=$group; wanted+=("${list[@]}"); unset -n list ;;
    *) echo "install.sh: no group \"$group\"; there are build, run and test" >&2; exit 2 ;;
    esac
done

# The browser tests run on Node 18 or newer. Whoever has one keeps it; Debian's is 18.
node_is_enough() {
    command -v npm >/dev/null && command -v node >/dev/null \
        && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 18 ]
}
if [[ " ${groups[*]} " == *" test "* ]] && ! node_is_enough; then
    wanted+=(nodejs npm)
fi

missing=()
present=$(dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' 2>/dev/null | sed -n 's/^installed \([^:]*\).*/\1/p')
for package in "${wanted[@]}"; do
    grep -qxF "$package" <<<"$present" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "install: all ${#wanted[@]} packages are there"
    exit 0
fi

echo "install: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "install.sh: packages are missing; run it as root, or install sudo" >&2
        exit 1
    }
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"

#!/usr/bin/env bash
# Brings translations/ up to date with the texts in the sources, and says how many wait for a translator.
# Exits 0 when every text of every language is translated, 1 when some are not.
# Usage: scripts/translations.sh [--check]
#   --check   changes nothing; also exits 1 when the files are not what this script would write.
set -euo pipefail
cd "$(dirname "$0")/.."

check=
case "${1:-}" in
'') ;;
--check) check=1 ;;
*) echo "usage: scripts/translations.sh [--check]" >&2; exit 2 ;;
esac

for lupdate in "${LUPDATE:-}" /usr/lib/qt6/bin/lupdate "$(command -v lupdate || true)"; do
    [ -n "$lupdate" ] && [ -x "$lupdate" ] && break
done
[ -x "$lupdate" ] || { echo "translations.sh: no lupdate; scripts/install.sh build installs it" >&2; exit 2; }

# Without places in the sources a moved line changes nothing here.
update() { # file, options
    local file=$1
    shift
    local said
    said=$("$lupdate" "$@" -silent -no-obsolete -locations none -I . ui app/main.cpp \
        -source-language en -ts "$file" 2>&1) || { echo "$said" >&2; exit 2; }
}

work=translations
if [ -n "$check" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp translations/*.ts "$work"
fi
update "$work/greenroom_zh_CN.ts" -target-language zh_CN
# A plain English text is its own source; only the plural forms need a file.
update "$work/greenroom_en.ts" -target-language en -pluralonly

failed=0
for file in "$work"/*.ts; do
    name=${file##*/}
    texts=$(grep -c '<source>' "$file" || true)
    open=$(grep -c 'type="unfinished"' "$file" || true)
    echo "$name: $texts texts, $open to translate"
    if [ "$open" -gt 0 ]; then
        failed=1
        grep -B1 'type="unfinished"' "$file" | sed -n 's|^ *<source>\(.*\)</source>|  \1|p'
    fi
    if [ -n "$check" ] && ! diff -u "translations/$name" "$file"; then
        echo "$name is not up to date; run scripts/translations.sh" >&2
        failed=1
    fi
done
exit $failed

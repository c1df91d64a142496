#!/usr/bin/env bash
# The whole product on this machine, from nothing but git: installs what is missing, builds, makes a fresh demo shop,
# starts the server, opens the agent's desktop signed in, and prints the address of the customer's widget.
#   scripts/demo.sh             until the desktop is closed or Ctrl+C
#   scripts/demo.sh --headless  no screen: one exchange between a viewer in a browser and an agent at the desktop, typed
#                               as people would; saves build/demo.png; exits 0 only if each received the other's words
# Everything it starts ends with it. As root it works as the ordinary user "greenroom", which it makes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
headless=false
inside=false
for argument in "$@"; do
    case "$argument" in
    --headless) headless=true ;;
    --inside) inside=true ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done

if ! $inside; then
    if $headless; then scripts/install.sh; else scripts/install.sh build run; fi
fi

# A browser's sandbox, a keychain and a home all want a person who is not root.
if [ "$(id -u)" -eq 0 ]; then
    person=greenroom
    id "$person" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$person"
    home=$(getent passwd "$person" | cut -d: -f6)
    copy=$home/greenroom
    install -d -o "$person" -g "$person" "$copy"
    # Only what differs is copied, with the time of the copy, so that just that is built again.
    git -c safe.directory='*' ls-files -co --exclude-standard -z | while IFS= read -r -d '' name; do
        [ -e "$name" ] || continue
        cmp -s "$name" "$copy/$name" || install -D -m "$(stat -c %a "$name")" "$name" "$copy/$name"
    done
    # What is no longer in the project goes, but not what was built and installed there.
    comm -z -13 <(git -c safe.directory='*' ls-files -co --exclude-standard -z | sort -z) \
        <(cd "$copy" && find . -path ./build -prune -o -name node_modules -prune -o -type f -printf '%P\0' | sort -z) \
        | while IFS= read -r -d '' name; do rm -f "$copy/$name"; done
    chown -R "$person:$person" "$copy"
    access=()
    if ! $headless && [ -n "${DISPLAY:-}" ] && command -v xauth >/dev/null; then
        xauth extract - "$DISPLAY" >"$home/.demo.xauth" 2>/dev/null || true
        chown "$person:$person" "$home/.demo.xauth" && access=("XAUTHORITY=$home/.demo.xauth")
    fi
    arguments=(--inside)
    if $headless; then arguments+=(--headless); fi
    code=0
    runuser -u "$person" -- env -i HOME="$home" USER="$person" LOGNAME="$person" PATH="$PATH" LANG=C.UTF-8 \
        DISPLAY="${DISPLAY:-}" "${access[@]}" "$copy/scripts/demo.sh" "${arguments[@]}" || code=$?
    if [ -f "$copy/build/demo.png" ]; then mkdir -p build && cp "$copy/build/demo.png" build/demo.png; fi
    exit "$code"
fi

cmake --preset release >/dev/null
cmake --build --preset release --target greenroomd greenroom greenroom-image greenroom-sim
server=build/release/server/greenroomd
desktop=build/release/app/greenroom

work=$(mktemp -d "${TMPDIR:-/tmp}/greenroom-demo.XXXXXX")
started=()
finish() {
    local code=$?
    trap - EXIT INT TERM
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do kill "${started[i]}" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
    if [ "$code" -ne 0 ]; then
        for log in "$work"/*.log; do [ ! -s "$log" ] || { echo "--- ${log##*/}"; tail -n 20 "$log"; } >&2; done
    fi
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

until_true() { # <seconds> <what> <command…>
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || { echo "demo: never: $what" >&2; return 1; }
        sleep 0.1
    done
}
free_port() {
    for _ in $(seq 50); do
        local port=$((20000 + RANDOM % 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    return 1
}

# A fresh shop.
data=$work/data
agent=chen
GREENROOM_PASSWORD=$(head -c 18 /dev/urandom | base64)
export GREENROOM_PASSWORD
admin() { "$server" "$@" --data-dir "$data"; }
mkdir -m 700 "$data"
admin shop add demo --name "鹿鸣直播间" >/dev/null
secret=$(admin shop secret demo)
admin queue add demo "售前咨询" >/dev/null
for who in "$agent:小陈" lin:小林; do
    printf %s "$GREENROOM_PASSWORD" | admin user add "${who%%:*}" --name "${who#*:}" --shop demo --roles agent --queue "售前咨询" --password-stdin >/dev/null
done
for kind in products orders articles phrases; do
    for file in resources/demo/"$kind" resources/demo/"$kind".jsonl resources/demo/"$kind".csv; do
        [ ! -e "$file" ] || admin import "$kind" "$file" --shop demo
    done
done

# A viewer the shop has signed in (docs/identity.md), so that the orders are there before the agent asks.
signed_viewer() {
    local b64='base64 -w0' now payload
    now=$(date +%s)
    encode() { $b64 | tr '+/' '-_' | tr -d '='; }
    payload=$(printf '{"sub":"demo-01","aud":"demo","jti":"%s%s","iat":%s,"exp":%s,"name":"王芳","tier":"vip","phone":"13812348220"}' \
        "$now" "$RANDOM" "$now" "$((now + 600))" | encode)
    echo "$payload.$(printf %s "$payload" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$secret" -binary | encode)"
}

port=$(free_port)
url=http://127.0.0.1:$port
"$server" serve --data-dir "$data" --listen 127.0.0.1 --port "$port" >"$work/server.log" 2>&1 &
started+=($!)
until_true 20 "the server at $url" curl -fsS "$url/ready"

# Earlier conversations, played by the simulator's customers and one more agent, so that the desk is not empty.
sim=build/release/tests/sim/greenroom-sim
if [ -x "$sim" ] && [ -f resources/demo/dialogues.jsonl ]; then
    "$sim" --server "$url" --shop demo --dialogues resources/demo/dialogues.jsonl --agents lin --within 60 >"$work/sim.log" 2>&1 \
        || echo "demo: the small dialogues were not all played" >&2
fi

if ! $headless; then
    echo
    echo "  The customer's side: $url/demo"
    echo "  The same as the customer 王芳, whose orders the agent sees; good for ten minutes:"
    echo "  $url/demo#identity=$(signed_viewer)"
    # Without a message bus of one's own there is no keychain, and one made for this would ask for a password.
    export DBUS_SESSION_BUS_ADDRESS="${DBUS_SESSION_BUS_ADDRESS:-disabled:}"
    echo "  The agent's side opens now, signed in as $agent; Ctrl+Alt+O goes online. Close it to end the demo."
    echo
    "$desktop" --server "$url" --profile "$work/profile" --sign-in "$agent"
    exit 0
fi

# No screen: a display of our own, the desktop in it, a viewer in a browser.
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
started+=($!)
read -r number <"$work/display"
# Without a message bus: a keychain would ask for a password in a window of its own.
export DISPLAY=:$number QT_QPA_PLATFORM=xcb DBUS_SESSION_BUS_ADDRESS=disabled:
"$desktop" --server "$url" --profile "$work/profile" --sign-in "$agent" --language zh_CN --theme light >"$work/desktop.log" 2>&1 &
desk=$!
started+=("$desk")
until_true 30 "the desktop's window" xdotool search --onlyvisible --pid "$desk"
window=$(xdotool search --onlyvisible --pid "$desk" | tail -n 1)
xdotool windowfocus --sync "$window"

stamp=$RANDOM$RANDOM
question="我的大衣 LM202611111021 到哪里了？$stamp"
answer="LM202611111021: out for delivery, today before 18:00. $stamp"
tests/web/node.sh demo-viewer.mjs "$url/demo#identity=$(signed_viewer)" "$question" "$answer" >"$work/viewer.log" 2>&1 &
viewer=$!
started+=("$viewer")
until_true 60 "the viewer's message was sent" grep -q '^sent$' "$work/viewer.log"
# The agent goes online as soon as signed in. The desktop shows from its own copy: what stands in there was received.
received() {
    xdotool key ctrl+alt+o
    grep -rqaF "$question" "$work/profile"
}
until_true 60 "the viewer's message at the desktop" received
echo "demo: the agent received: $question"

# By keyboard, as an agent would: to the most pressing conversation, type, Enter. A busy machine may drop a key, so an
# answer that does not arrive is typed again.
picture() { mkdir -p build && import -window "$window" build/demo.png; }
answered=false
for _ in 1 2 3; do
    xdotool windowfocus --sync "$window" key F8
    sleep 2
    xdotool key ctrl+r type --delay 40 "$answer"
    xdotool key Return
    for _ in $(seq 20); do
        if grep -q '^received$' "$work/viewer.log"; then answered=true; break 2; fi
        kill -0 "$viewer" 2>/dev/null || break 2
        sleep 0.5
    done
done
picture
$answered || { echo "demo: the viewer did not receive the answer; the desktop is in build/demo.png" >&2; exit 1; }
wait "$viewer"
echo "demo: the viewer received: $answer"
echo "demo: the desktop after the first exchange: build/demo.png"

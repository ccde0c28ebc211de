"""The elements and attributes of SVG that stand still: shapes, text, paint, clips, masks, filters, descriptions.

SVG 1.1 and SVG 2 without scripts, animation, foreign objects and media (SVG 1.1, appendices L and M; SVG 2, G and F).
"""

from __future__ import annotations

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_ELEMENTS = """
    a altGlyph altGlyphDef altGlyphItem circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer
    feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
    feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence filter flowDiv flowPara flowRegion flowRoot flowSpan font font-face font-face-name
    font-face-src g glyph glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh meshgradient
    meshpatch meshrow metadata missing-glyph path pattern polygon polyline radialGradient rect solidcolor stop style
    svg switch symbol text textPath title tref tspan use view vkern
"""
ELEMENTS = frozenset(_ELEMENTS.split())

_PRESENTATION = """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-profile color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity
    fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning font-size
    font-size-adjust font-stretch font-style font-variant font-variant-caps font-variant-ligatures
    font-variation-settings font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering
    inline-size isolation kerning
    letter-spacing lighting-color line-height line-increment marker marker-end marker-mid marker-start mask mask-type
    mix-blend-mode opacity overflow paint-order pointer-events shape-inside shape-padding shape-rendering shape-subtract
    solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-align-last text-anchor text-decoration
    text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation text-overflow
    text-rendering text-transform transform-box transform-origin unicode-bidi vector-effect visibility white-space
    word-spacing writing-mode
"""
PRESENTATION = frozenset(_PRESENTATION.split())
"""Attributes whose values are CSS."""

_OTHERS = """
    accent-height alphabetic amplitude arabic-form ascent attributeType azimuth baseFrequency baseProfile bbox bias
    cap-height class clipPathUnits contentScriptType contentStyleType cx cy d descent diffuseConstant divisor dx dy
    edgeMode elevation exponent externalResourcesRequired filterRes filterUnits format fr fx fy g1 g2 glyph-name
    glyphRef gradientTransform gradientUnits hanging hatchContentUnits hatchUnits height href horiz-adv-x
    horiz-origin-x horiz-origin-y hreflang id ideographic in in2 intercept k k1 k2 k3 k4 kernelMatrix kernelUnitLength
    lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits mathematical
    media method mode name numOctaves offset operator order orient orientation origin overline-position
    overline-thickness panose-1 path pathLength patternContentUnits patternTransform patternUnits pitch points pointsAtX
    pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY rel rendering-intent
    requiredExtensions requiredFeatures result role rotate rx ry scale seed side slope spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stemh stemv stitchTiles strikethrough-position
    strikethrough-thickness string style surfaceScale systemLanguage tabindex tableValues target targetX targetY
    textLength title transform type u1 u2 underline-position underline-thickness unicode unicode-range units-per-em
    v-alphabetic v-hanging v-ideographic v-mathematical values version vert-adv-y vert-origin-x vert-origin-y viewBox
    viewTarget width widths x x-height x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
"""
ATTRIBUTES = PRESENTATION | frozenset(_OTHERS.split())

QUALIFIED = frozenset(
    [XML + name for name in ("lang", "space", "id")]
    + [XLINK + name for name in ("href", "type", "role", "arcrole", "title", "show", "actuate")]
)

BEGINNINGS = ("aria-", "data-")
"""What other attributes without a namespace may begin with."""

OF_EDITORS = (
    "http://www.inkscape.org/namespaces/", "http://sodipodi.sourceforge.net/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/", "http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://ns.adobe.com/",
    "adobe:ns:", "http://www.serif.com/", "https://www.serif.com/", "http://www.bohemiancoding.com/sketch/",
    "http://www.figma.com/", "https://www.figma.com/", "http://www.boxy-svg.com/", "https://boxy-svg.com",
    "http://www.vectornator.io", "http://vectornator.io", "http://xml.openoffice.org/svg/export",
    "http://schemas.microsoft.com/visio/", "http://www.corel.com/", "https://svgjs.", "http://svgjs.", "http://www.xara.com/",
    "http://krita.org/", "http://www.freesoftware.fsf.org/", "http://www.scribus.net/", "http://gimp.org/xmp/",
)  # fmt: skip
"""Namespaces, by their beginnings, of what editors of drawings keep for themselves: nobody shows it."""

PROCESSING = ("xpacket", "adobe-xap-filters")
"""Processing instructions that stand around metadata."""

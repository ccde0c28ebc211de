"""The panels of a wrap → the CSS that puts them in their places; a design's sheet comes under it."""

from __future__ import annotations

from bookbuild.covers.wrap import Panel, Wrap

REM_OF_HEIGHT, REM_OF_WIDTH = 1 / 52, 1 / 36.8
"""The size of letters of a cover, as a part of its height, and of the front's width; the smaller of the two."""

SPINE_OF_WIDTH, MOST_ON_SPINE = 0.6, 1.5
"""The size of letters on a spine, as a part of what is safe of its width; at most so many times the cover's."""


def css_of(wrap: Wrap, *, turned: bool, front_scale: float, back_scale: float) -> str:
    """CSS for the panels; `turned`: the book is bound on the right, and the spine runs up.

    `front_scale`, `back_scale`: how large the text of the front and of the back is, 1 by nature.
    """
    front = next(panel for panel in wrap.panels if panel.name == "front")
    rem = min(front.height * REM_OF_HEIGHT, front.width * REM_OF_WIDTH)
    rules = [
        f"@page {{ size: {wrap.width:g}mm {wrap.height:g}mm; margin: 0; bleed: 0mm; marks: none }}",
        "@page { @footnote { margin: 0 } }",
        "@page :left { margin: 0 } @page :right { margin: 0 } @page :first { margin: 0 }",
        f"html {{ font-size: {rem:.4f}mm !important }}",
        f".cover > .front {{ font-size: {front_scale:g}rem }} .cover > .back {{ font-size: {back_scale:g}rem }}",
    ]
    for panel in wrap.panels:
        left, top, width, down = wrap.art(panel)
        rules.append(_box(f".cover > .{panel.name}-art", left, top, width, down))
        rules.append(_box(f".cover > .{panel.name}", panel.left, panel.top, panel.width, panel.height))
        across, safe = panel.safe
        rules.append(f".cover > .{panel.name} {{ --safe: {max(across, safe):g}mm; --height: {panel.height:g}mm }}")
    if spine := wrap.panel("spine"):
        most = MOST_ON_SPINE * rem
        size = max(min(most, (spine.width - 2 * spine.safe[0]) * SPINE_OF_WIDTH) * front_scale, 0.1)
        rules.append(_turned(spine, size, turned=turned))
    if zone := wrap.barcode(turned):
        rules.append(_box(".cover > .barcode", *zone))
    return "\n".join(rules)


def _box(selector: str, left: float, top: float, width: float, height: float) -> str:
    place = f"left: {left:.4f}mm; top: {top:.4f}mm; width: {width:.4f}mm; height: {height:.4f}mm"
    return f"{selector} {{ position: absolute; {place} }}"


def _turned(spine: Panel, letters: float, *, turned: bool) -> str:
    """The box of the spine's text: as long as the spine is high, its letters' heads toward the front.

    Then it reads when the book lies face up: bound on the left it runs down, bound on the right it runs up.
    """
    up, down = f"translate(0, {spine.height:.4f}mm) rotate(-90deg)", f"translate({spine.width:.4f}mm, 0) rotate(90deg)"
    move = up if turned else down
    size = f"width: {spine.height:.4f}mm; height: {spine.width:.4f}mm"
    logo = 1.25 * letters
    middle = f"top: {(spine.width - logo) / 2:.4f}mm; height: {logo:.4f}mm; right: 0"
    return (
        f".spine-logo > .logo {{ {middle} }} .turned p {{ line-height: {spine.width:.4f}mm }} "
        f".spine > .turned {{ position: absolute; left: 0; top: 0; {size}; transform-origin: 0 0; transform: {move}; "
        f"font-size: {letters:.4f}mm; --safe: {spine.safe[1]:g}mm }}"
    )

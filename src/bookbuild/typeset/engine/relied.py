"""What is called, or derived from, in WeasyPrint 70 and is not public, with the signature that it has there."""

from __future__ import annotations

from bookbuild.typeset.seams.seam import Relied

RELIED: tuple[Relied, ...] = (
    Relied(
        "weasyprint:HTML",
        "__init__",
        "(self, guess=None, filename=None, url=None, file_obj=None, string=None, encoding=None, "
        "base_url=None, url_fetcher=None, media_type='print')",
        "engine.TreeHTML",
    ),
    Relied(
        "weasyprint:HTML",
        "render",
        "(self, font_config=None, counter_style=None, color_profiles=None, **options)",
        "engine.Engine",
    ),
    Relied(
        "weasyprint:Document",
        "write_pdf",
        "(self, target=None, zoom=1, finisher=None, **options)",
        "engine.set_fragment",
    ),
    Relied("weasyprint.urls:URLFetcher", "fetch", "(self, url, headers=None)", "engine.Fetcher"),
    Relied("weasyprint.layout.block", "collapse_margin", "(adjoining_margins)", "baseline_grid"),
    Relied("weasyprint.layout.inline", "count_expandable_spaces", "(box)", "justification"),
    Relied("weasyprint.layout.leader", "leader_index", "(box)", "leaders"),
    Relied(
        "weasyprint.layout.preferred",
        "inline_max_content_width",
        "(context, box, outer=True, is_line_start=False)",
        "verse",
    ),
    Relied(
        "weasyprint.text.line_break",
        "create_layout",
        "(text, style, context, max_width, justification_spacing)",
        "planned_lines, leaders",
    ),
    Relied(
        "weasyprint.text.line_break",
        "first_line_metrics",
        "(first_line, text, layout, resume_at, space_collapse, style, hyphenated=False, hyphenation_character=None)",
        "planned_lines",
    ),
    Relied("weasyprint.text.line_break", "line_size", "(line, style)", "leaders, shaping"),
    Relied("weasyprint.text.line_break", "_font_style_cache_key", "(style, include_size=False)", "shaping"),
)

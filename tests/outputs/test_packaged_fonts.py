"""Fonts of Python packages: found by their family, also where fontconfig has no font at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bookbuild.cache.installed_fonts import listed
from bookbuild.fonts import catalogue, packaged
from bookbuild.fonts.catalogue import faces_of, installed
from bookbuild.fonts.without_system_fonts import packaged_fonts_at_least
from bookbuild.starter import lay

NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>{0}/none</dir><cachedir>{0}/cache</cachedir></fontconfig>'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one font, laid down as fontpkg's are."""
    amiri = next(face for face in installed() if face.family == "Amiri" and face.weight == 400 and not face.italic)
    files = tmp_path / "site" / "fontpkg_amiri" / "files"
    files.mkdir(parents=True)
    (files.parent / "__init__.py").write_text("raise RuntimeError('not to be imported')")
    shutil.copy(amiri.path, files / "Amiri-Regular.ttf")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return files / "Amiri-Regular.ttf"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(NO_FONTS.format(tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


def test_a_family_of_a_package_is_found(package: Path, bare: None) -> None:
    (face,) = faces_of("Amiri")
    assert (face.path, face.weight, face.own) == (package, 400, True)
    assert faces_of("EB Garamond 12") == ()


def test_a_family_is_found_under_its_other_name(package: Path, bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packaged.ALSO_CALLED, "Amiri 12", "Amiri")
    assert [face.family for face in faces_of("Amiri 12")] == ["Amiri 12"]


def test_fontconfig_has_fonts_while_a_book_is_built(package: Path, bare: None) -> None:
    given = os.environ["FONTCONFIG_FILE"]
    assert listed("%{family}") == ()
    with packaged_fonts_at_least():
        assert listed("%{family}") == ("Amiri",)
    assert os.environ["FONTCONFIG_FILE"] == given
    assert listed("%{family}") == ()


def test_fontconfig_is_left_alone_where_it_has_fonts(package: Path) -> None:
    before = dict(os.environ)
    with packaged_fonts_at_least():
        assert dict(os.environ) == before


@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_new_book_names_the_font_of_scripture_that_there_is(tmp_path: Path, language: str) -> None:
    lay(tmp_path / "a", language, scripture="KFGQPC HAFS Uthmanic Script")
    settings = (tmp_path / "a/book.toml").read_text(encoding="utf-8")
    assert settings.count("fonts = {") == settings.count('quran = "KFGQPC HAFS Uthmanic Script"') == 1


def test_a_bold_face_whose_table_says_400_is_bold(
    package: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As Noto Nastaliq Urdu's of 2020, which would set the whole text in bold."""
    from fontTools.ttLib import TTFont

    with TTFont(package) as font:
        font["OS/2"].usWeightClass = 400
        font["OS/2"].fsSelection |= 1 << 5
        font["name"].setName("Bold", 2, 3, 1, 0x409)
        font.save(package.with_name("Amiri-Bold.ttf"))
    settings = tmp_path / "fonts.conf"
    settings.write_text(NO_FONTS.format(tmp_path).replace("/none", "/site"), encoding="utf-8")
    for bare in (NO_FONTS.format(tmp_path), settings.read_text(encoding="utf-8")):  # packaged, and fontconfig's
        settings.write_text(bare, encoding="utf-8")
        monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
        assert {face.weight: face.path.name for face in faces_of("Amiri")} == {
            400: "Amiri-Regular.ttf",
            700: "Amiri-Bold.ttf",
        }
        monkeypatch.setattr(catalogue, "packaged_files", tuple)

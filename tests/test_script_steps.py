"""The steps of the script package in pipelines."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjkclean import ConvertScript, IdentifyScript, Pipeline

MIXED = "说明：这条消息说得清楚，请大家转发。\n這條訊息說得清楚，請見 https://example.org/發 。"


def test_identify_notes_and_changes_nothing() -> None:
    result = Pipeline([IdentifyScript()]).explain(MIXED)
    assert result.text is MIXED
    assert result.metadata["script"] == "mixed"
    assert [finding.kind for finding in result.findings] == ["script.other"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("hans", "说明：这条消息说得清楚，请大家转发。\n这条讯息说得清楚，请见 https://example.org/發 。"),
        ("dominant", "说明：这条消息说得清楚，请大家转发。\n这条讯息说得清楚，请见 https://example.org/發 。"),
        ("hant", "說明：這條消息說得清楚，請大家轉發。\n這條訊息說得清楚，請見 https://example.org/發 。"),
        ("s2twp", "說明：這條訊息說得清楚，請大家轉發。\n這條訊息說得清楚，請見 https://example.org/發 。"),
    ],
)
def test_convert(to: str, expected: str) -> None:
    pipe = Pipeline([ConvertScript(to)])
    result = pipe.explain(MIXED)
    assert result.text == expected
    assert result.undo() == MIXED
    assert pipe(expected) == expected


def test_choices_are_findings() -> None:
    result = Pipeline([ConvertScript("s2t", list_choices=True)]).explain("他姓干。")
    assert [finding.kind for finding in result.findings] == ["script.choice"]


def test_written_and_read_again(tmp_path: Path) -> None:
    pipe = Pipeline([ConvertScript("hant", words={"内存": "記憶體"}), IdentifyScript()])
    path = tmp_path / "pipe.toml"
    path.write_text(pipe.to_toml(), "utf-8")
    assert Pipeline.from_toml(path) == pipe


@pytest.mark.parametrize("options", [{"to": "hans2"}, {"protect": ("url",)}])
def test_refused_options(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="there are"):
        ConvertScript(**options)  # type: ignore[arg-type]

"""Every sentence that code or templates say stands in the English catalogue; translations fit it."""

from __future__ import annotations

from bot import voice
from tests.house import words


def test_every_key_in_use_has_words_and_translations_fit() -> None:
    assert not words.faults()


def test_a_text_with_a_count_has_its_plural() -> None:
    for key, forms in words.catalogue("en").items():
        if any("{count}" in f for f in forms):
            assert len(forms) == 2, key


def test_unknown_keys_and_missing_values_do_not_break_an_answer(caplog) -> None:
    assert voice.say("en", "no.such.key") == "no.such.key"
    assert "no words for" in caplog.text


def test_a_language_that_we_lack_speaks_english() -> None:
    key = sorted(words.catalogue("en"))[0]
    assert voice.say("xx", key) == voice.say("en", key)

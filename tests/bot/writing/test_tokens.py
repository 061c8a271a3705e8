"""The estimate, held against OpenAI's vocabulary, which LlamaIndex ships."""

import pytest

from bot.writing.tokens import count_tokens
from tests.openai_server import _encoding

TEXTS = {
    "news": "The central bank raised its key rate by 25 basis points to 5.5% on Wednesday, its eleventh increase since "
    "March 2022, and Chair Jerome Powell said that policymakers had not decided whether to pause in September. ",
    "help": "Open Settings > Accounts, choose “Reset password” and enter the 6-digit code (e.g. 493-201) that was sent "
    "to user@example.com; see https://help.example.com/reset?id=17 for details. ",
    "german": "Der Bundestag verabschiedete am Donnerstag das Haushaltsfinanzierungsgesetz mit 381 zu 285 Stimmen. ",
    "french": "Le gouvernement a annoncé mercredi une hausse de 3,5 % des dépenses liées à la rénovation énergétique. ",
    "russian": "Центральный банк повысил ключевую ставку до 16 процентов годовых, сообщила пресс-служба. ",
    "japanese": "日本銀行は水曜日、政策金利を0.25%に引き上げると発表した。市場関係者は円高を予想している。",
    "arabic": "رفع البنك المركزي سعر الفائدة الرئيسي يوم الأربعاء بمقدار ربع نقطة مئوية. ",
    "code": "def fit(passages, tokens=512):\n    return [p for p in passages if len(p.text) < tokens * 4]\n\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_estimate_is_never_far_below_and_rarely_far_above(name: str) -> None:
    text = TEXTS[name] * 10
    true = len(_encoding().encode(text))
    assert 0.97 * true <= count_tokens(text) <= 2 * true

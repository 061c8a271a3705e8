import pytest

from bot.language.declining import declines

UNKNOWING = """\
I don't know.
I don’t know.
I do not know the answer to that.
I'm sorry, but I don't know.
Sorry, I can't find that in the passages.
I cannot answer this question.
I am unable to answer this from the given passages.
I'm not sure.
I have no information about that.
The passages do not say when it closed.
The provided passages don't mention it.
None of the passages mentions a date.
The articles provided do not contain information about that.
The given context does not specify who replaced him.
This is not mentioned in the passages.
It is not specified in the provided articles.
There is no information in the passages about that.
There is no mention of a closing date in the articles.
Based on the passages provided, I cannot determine that.
Based on the passages, it is unclear who won.
No information is given.
The answer cannot be determined from the text.
Not enough information.
Unknown.
Unfortunately, I could not find an answer.
As an AI language model, I have no access to that.
Ich weiß es nicht.
Das weiß ich leider nicht.
Dazu finden sich in den Artikeln keine Angaben.
Die Passagen enthalten keine Informationen darüber.
Ich kann diese Frage nicht beantworten.
Je ne sais pas.
Les passages ne le disent pas.
Aucune information n'est donnée.
No lo sé.
Los pasajes no mencionan eso.
No hay información suficiente.
Não sei.
Não há informações sobre isso.
Non lo so.
I passaggi non lo dicono.
Ik weet het niet.
De passages vermelden dat niet.
Jag vet inte.
Nie wiem.
Я не знаю.
В отрывках об этом не говорится.
Нет информации.
Bilmiyorum.
我不知道。
文章没有提到这一点。
分かりません。
記事には記載されていません。
모르겠습니다.
لا أعرف
मुझे नहीं पता।""".splitlines()

CLAIMS = """\
The ministry does not know how many people are missing.
The report does not mention civilian casualties.
He could not find his keys.
Scientists do not know why the bridge sank.
The contract contains no information clause.
"I don't know," she told reporters.
"The documents do not say who paid," he said.
The cause of the fire is not known to the police.
The company cannot answer for the damage.
Der Minister weiß nicht, wie viele vermisst werden.
Les pompiers ne savent pas pourquoi le pont a cédé.
The museum has no sources of income.
Not all passages through the strait are open.""".splitlines()


@pytest.mark.parametrize("text", UNKNOWING)
def test_not_knowing_is_recognized(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize("text", CLAIMS)
def test_marked_claim_is_not_taken_for_it(text: str) -> None:
    assert not declines(text, marked=True)


@pytest.mark.parametrize(
    "text", ["I don't know.", "The passages do not mention it.", "The provided articles do not say who won."]
)
def test_silence_of_the_passages_is_recognized_in_spite_of_marks(text: str) -> None:
    assert declines(text, marked=True)

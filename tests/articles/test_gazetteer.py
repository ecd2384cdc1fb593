import pytest

from wheelsdown.articles.gazetteer import Gazetteer, Place, endings
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.view import fold_word, tokenise


def place(code):
    return Place(PlaceLevel.CITY, code, None, 100)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("Хмеймим", ["Хмеймима", "Хмеймиме", "Хмеймимом"]),
        ("Латакия", ["Латакии", "Латакию", "Латакией"]),
        ("Чкаловский", ["Чкаловского", "Чкаловском", "Чкаловским"]),
        ("Чкаловський", ["Чкаловського", "Чкаловському"]),
        ("Внуково", ["Внуково", "Внукове"]),
        ("Минеральные Воды", ["Минеральных Вод", "Минеральным Водам"]),
        ("Ниамей", ["Ниамея", "Ниамее"]),
        ("Барановичи", ["Барановичах"]),
        ("Київ", ["Києва", "Києві"]),
        ("Чёрное море", ["Чёрного моря", "Чёрным морем"]),
        ("Шайковка", ["Шайковки", "Шайковке", "Шайковці", "Шайковкою"]),
        ("Таганрог", ["Таганрога", "Таганроге", "Таганрозі"]),
        ("Владивосток", ["Владивостоці", "Владивостоке"]),
        ("Рига", ["Ризі", "Риги"]),
        ("Рим", ["Рима", "Римі"]),
        ("Бесовец", ["Бесовець", "Бесовця", "Бесовце"]),
        ("Дягилево", ["Дягілєво", "Дягілєвого", "Дягилеве"]),
        ("Тикси", ["Тіксі"]),
        ("Ахтубинск", ["Ахтубінськ", "Ахтубінську"]),
        ("Кречевицы", ["Кречевиці", "Кречевицях", "Кречевиць"]),
        ("Эль-Кувейт", ["Ель-Кувейт", "Ель-Кувейті"]),
        ("Анадырь", ["Анадиря", "Анадирі"]),
    ],
)
def test_case_forms_are_found(base, forms):
    gazetteer = Gazetteer([(base, place("X"))])
    for form in [base, *forms]:
        assert [each.last for each in gazetteer.find(tokenise(form))] == [len(tokenise(form))], form


@pytest.mark.parametrize(
    ("base", "word"), [("Каракас", "каракасский"), ("Орел", "орела"), ("Мали", "маленький")]
)
def test_other_words_are_not(base, word):
    stem, allowed = endings(fold_word(base))
    found = word.startswith(stem) and word[len(stem) :] in allowed
    assert found == (word == "орела")


def test_the_longest_name_wins_and_particles_are_told():
    gazetteer = Gazetteer([("Порт", place("A")), ("Порт-Судан", place("B")), ("حميميم", place("C"))])
    located = gazetteer.find(tokenise("в Порт-Судане وبحميميم"))
    assert [(each.places[0].id, each.particles) for each in located] == [("B", ""), ("C", "وب")]


def test_the_bigger_place_of_a_name_comes_first():
    small, big = Place(PlaceLevel.CITY, "S", None, 51), Place(PlaceLevel.CITY, "B", None, 72)
    located = Gazetteer([("Tripoli", small), ("Tripoli", big)]).find(tokenise("Tripoli"))
    assert [each.id for each in located[0].places] == ["B", "S"]

"""Amounts: bounds, hedge, unit, what is counted; and figures that are no amounts."""

from decimal import Decimal

import pytest

from amana.model import Amount
from amana.read.amounts.amounts import find_amounts


def amounts(text: str) -> tuple[Amount, ...]:
    found = find_amounts(text, lang="en")
    assert all(text[slice(*a.span)] == a.as_written for a in found)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "of"),
    [
        ("More than 50,000 of civilians are trapped", 50_000, None, None, "civilians"),
        ("an area that doesn’t exceed 2 square kilometers", None, 2, "km2", None),
        ("maybe 300 meters away", 300, 300, "m", None),
        ("over 100,000 views", 100_000, None, None, "views"),
        ("between 30 and 40 wounded", 30, 40, None, "wounded"),
        ("Hundreds of barrel bombs fell", 200, 1000, None, "barrel bombs"),
        ("thousands and sometimes tens of thousands of times", 2000, 100_000, None, "times"),
        ("at least 60 shells", 60, None, None, "shells"),
        ("up to 40 buses", None, 40, None, "buses"),
        ("each with one bag", 1, 1, None, "bag"),
        ("four percent", 4, 4, "percent", None),
        ("a girl aged 7", 7, 7, "years", None),
        ("a 7-year-old girl", 7, 7, "years", None),
        ("أكثر من 50 ألف مدني محاصرون", 50_000, None, None, "مدني"),
        ("نحو 300 متر", 300, 300, "m", None),
        ("لا يزيد على ثلاثة كيلومترات مربعة", None, 3, "km2", None),
        ("ما لا يقل عن ثلاثين ألف مدني", 30_000, None, None, "مدني"),
        ("مدنيان", 2, 2, None, "مدنيان"),
        ("وهي في السابعة من عمرها", 7, 7, "years", None),
    ],
)
def test_an_amount(
    text: str, low: int | None, high: int | None, unit: str | None, of: str | None
) -> None:
    (amount,) = amounts(text)
    assert (amount.low, amount.high) == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )
    assert (amount.unit, amount.of) == (unit, of)


def test_open_bounds_and_hedges_are_kept() -> None:
    (more,) = amounts("more than 50 people")
    assert (more.low_open, more.high_open, more.hedge) == (True, False, "more than")
    (estimated,) = amounts("500 residents are estimated to remain")
    assert (estimated.hedge, estimated.state) == ("are estimated", "remaining")
    (trapped,) = amounts("More than 50 civilians who stayed with their old parents are trapped")
    assert trapped.state == "trapped"


@pytest.mark.parametrize(
    ("text", "of", "state", "written"),
    [
        (
            "At least 30,000 civilians remain. The mayor says their number is no more than 10,000.",
            "civilians",
            "remaining",
            "no more than 10,000",
        ),
        (
            "بقي في الحي ثلاثون ألف مدني. غير أن الحكومة تقول إن عددهم لا يتجاوز عشرة آلاف.",
            "مدني",
            "remaining",
            "لا يتجاوز عشرة آلاف",
        ),
        (
            "Two shells fell. 12 people were killed, and the number later rose to 19.",
            "people",
            "killed",
            "19",
        ),
    ],
)
def test_a_pronoun_counts_what_the_last_figure_counted(
    text: str, of: str, state: str, written: str
) -> None:
    last = amounts(text)[-1]
    assert (last.of, last.state, last.as_written) == (of, state, written)


def test_a_pronoun_reaches_no_further_than_the_sentence_before() -> None:
    text = "12 people came. The road was open. Their number is put at 19."
    assert amounts(text)[-1].of is None
    assert amounts("40 buses came. Fewer than half of them left.")[-1].of == "buses"


def test_what_becomes_of_people_becomes_not_of_beds_and_metres() -> None:
    wounded, beds = amounts("عندنا سبعة جرحى على سريرين")
    assert (wounded.state, beds.state) == ("wounded", None)
    (area,) = amounts("The civilians are stuck in an area of 2 square kilometers")
    assert area.state is None


def test_a_part_knows_its_whole() -> None:
    whole, women, children = amounts("82 people were killed, including 11 women and 13 children.")
    assert whole.state == "killed"
    assert women.part_of == children.part_of == whole.span


def test_a_denied_figure_says_so() -> None:
    assert amounts("not 50 people")[0].negated


@pytest.mark.parametrize(
    "text",
    [
        "on 6 May 2031 at 9:30",
        "for three days",
        "in 2016 and 2017",
        "Call +963 944 123456",
        "an F-16 jet",
        "Resolution 2254",
        "the first and the second",
        "no one came; one of them",
        "Clinic 4 is standing",
        "Units 3 and 5 came",
        "Report No. 6",
        "the 11.15",
        "nothing came since 3.",
        "a two-line statement",
        "Omar Darwish, 61, said",
        "My lad, he's eight, he cried",
        "12 Reposts  48 Likes",
        "١٢ مشاركة · ٤٨ تعليقاً",
        "on channel 05",
        "عمتي في مربع ٦ قالت",
        "القناة 16",
        "the besieged quarter of Old Mill",
        "a third convoy",
        "half-brother",
        "24/7",
        "Tala, 11 — pupil",
        "Tuesday 21:15: the lamp",
        "told Channel Nine",
        "في القبو رقم سبعة",
        "همس رجل في الخمسين",
        "call 555-0142 or 1-800-555-0142",
        "call +1-222-555-0142",
        "He lives at 14 Cedar Street",
        "a white 1997 estate car",
        "the Marlin 4 Runner",
        "an iFoo 5",
        "a 3D model, 320x240",
        "29 / 2 / 1441",
        "#قناة24",
        "قبل الأشهر الأربعة",
        "1. First",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("3,200 people have left the valley on our buses.", "evacuated"),
        ("Some 3,200 people left the valley by noon.", "evacuated"),
        ("3,200 people left on Tuesday.", "evacuated"),
        ("The 3,200 people who left Beit Lahoun have no tents.", "evacuated"),
        ("3,200 people have already left.", "evacuated"),
        ("3,200 people left in buses before dawn.", "evacuated"),
        ("There are 3,200 people left in the valley.", "remaining"),
        ("3,200 people are still left.", "remaining"),
        ("3,200 people were left behind.", "remaining"),
        ("There were 40 beds left.", "remaining"),
        ("3,200 people have not left the valley.", "remaining"),
        ("3,200 people haven’t left the valley yet.", "remaining"),
        ("40 people were left homeless.", "displaced"),
        ("3,200 people remain in the valley.", "remaining"),
        ("غادر الوادي 3200 شخص.", "evacuated"),
        ("بقي في الوادي 3200 شخص.", "remaining"),
    ],
)
def test_who_left_is_not_who_is_left(text: str, state: str) -> None:
    assert amounts(text)[-1].state == state


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("the fee is 40 or more", "40", None),
        ("40+ killed", "40", None),
        ("perhaps ten, perhaps fewer", None, "10"),
        ("six, maybe seven blasts", "6", "7"),
        ("no fewer than 12 people", "12", None),
        ("not more than 12 people", None, "12"),
        ("less than or equal to 30 beds", None, "30"),
        ("equal to or more than 30", "30", None),
        ("at least 20 and at most 100 buses", "20", "100"),
        ("more than 20 but less than 35", "20", "35"),
        ("20 through 100", "20", "100"),
        (">= 30", "30", None),
        ("two million to three million dinars", "2000000", "3000000"),
        ("لا أقل من ثلاثين", "30", None),
        ("أكبر من ١٠٠ وأصغر من ٣٠٠", "100", "300"),
        ("أقل من أو يساوي ٣٠", None, "30"),
        ("٢٠٠ أو أكثر", "200", None),
        ("على الأكثر ١٠٠ وعلى الأقل ٢٠", "20", "100"),
        ("ما بين مليونين وثلاثة ملايين دينار", "2000000", "3000000"),
        ("نحو ٢٠ إلى ١٠٠", "20", "100"),
        ("five to six thousand people", "5000", "6000"),
        ("$3-4 million", "3000000", "4000000"),
        ("$500 to $2,000", "500", "2000"),
        ("one or two shells", "1", "2"),
        ("+40 wounded", "40", None),
        ("ما يربو على 300 شخص", "300", None),
        ("لا يزيد عددهم على ثلاثة آلاف", None, "3000"),
        ("بضع عشرات من المقاتلين", "30", "100"),
    ],
)
def test_bounds_are_kept(text: str, low: str | None, high: str | None) -> None:
    (amount,) = amounts(text)
    assert amount.low == (None if low is None else Decimal(low))
    assert amount.high == (None if high is None else Decimal(high))


def test_a_change_is_no_range() -> None:
    before, after = amounts("The number of dead rose from 12 to 19.")
    assert [before.low, after.low] == [Decimal(12), Decimal(19)]
    assert amounts("from 12 to 19 buses")[0].high == 19


def test_more_than_forty_and_less_than_ten_are_two_figures() -> None:
    assert len(amounts("More than 40 and less than 10")) == 2


@pytest.mark.parametrize(
    ("text", "value", "unit", "of"),
    [
        ("two thirds of the families", "0.666666666667", "share", "families"),
        ("نصف السكان", "0.5", "share", "السكان"),
        ("minus two", "-2", None, None),
        ("سالب ٥", "-5", None, None),
        ("-4.5 degrees", "-4.5", "degC", None),
        ("%50", "50", "percent", None),
        ("1.5m people", "1500000", None, "people"),
        ("the wall is 1.5m high", "1.5", "m", None),
        ("$5m", "5000000", "USD", None),
        ("20 [kg]", "20", "kg", None),
        ("5 ft 6 in", "5.5", "ft", None),
        ("إنقاذ (١٢) شخصا", "12", None, "شخصا"),
        ("مليون ونصف المليون نازح", "1500000", None, "نازح"),
        ("the 46-page report", "46", None, "page"),
        ("twenty-odd people", "20", None, "people"),
        ("18 children's deaths", "18", None, "children's deaths"),
        ("two policemen", "2", None, "policemen"),
        ("a 4-pound bag", "4", "lb", None),
        ("40 pounds", "40", "GBP", None),
        ("USD 20", "20", "USD", None),
        ("sanctioned Rs 600 crore", "6000000000", "INR", None),
        ("الشاحنات الست", "6", None, "الشاحنات"),
        ("مئتي ربطة", "200", None, "ربطة"),
        ("قارب عليه قاصران", "2", None, "قاصران"),
    ],
)
def test_shares_signs_and_units(text: str, value: str, unit: str | None, of: str | None) -> None:
    (amount,) = amounts(text)
    assert amount.low == amount.high == Decimal(value)
    assert (amount.unit, amount.of) == (unit, of)


def test_a_dash_before_an_item_is_no_minus() -> None:
    (amount,) = amounts("-5 shells")
    assert amount.low == 5


@pytest.mark.parametrize(
    "text", ["31 people were hurt, five of them badly", "جُرح 31، خمسة منهم بشدة"]
)
def test_some_of_them_are_a_part(text: str) -> None:
    whole, part = amounts(text)
    assert part.low == Decimal(5)
    assert (part.part_of, part.of) == (whole.span, whole.of)


def test_what_became_of_all_became_of_the_parts() -> None:
    assert [a.state for a in amounts("At least 40 were killed, including 11 women")] == [
        "killed"
    ] * 2


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The death toll rose to 19", "killed"),
        ("Dead: 12", "killed"),
        ("عدد القتلى: 12", "killed"),
        ("سقوط 3 قتلى و7 جرحى", "wounded"),
        ("بقيمة 40 مليون جنيه", None),
        ("وصل 40 فرنسيا", None),
    ],
)
def test_words_of_a_fate(text: str, state: str | None) -> None:
    assert amounts(text)[-1].state == state


def test_several_ages_are_ages() -> None:
    assert {a.unit for a in amounts("two boys aged 15 and 17")[1:]} == {"years"}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("He is older than thirty years.", 30, None),
        ("هو أكبر من ثلاثين سنة.", 30, None),
        ("أطفال أعمارهم تقل عن ثلاث سنوات", None, 3),
        ("الرجال دون سن 18 عاما", None, 18),
        ("الرجال فوق سن الأربعين", 40, None),
    ],
)
def test_an_age_can_be_a_bound(text: str, low: int | None, high: int | None) -> None:
    (age,) = amounts(text)
    assert (age.low, age.high, age.unit) == (low, high, "years")


def test_what_is_larger_than_houses_is_no_age() -> None:
    assert {amount.unit for amount in amounts("الحريق أكبر من 3 بيوت")} == {None}


def test_what_numbers_a_line_counts_nothing() -> None:
    text = (
        "1/ Four families left.\n2/5 Snow lies\n3/5 A road\n3. Water\n- 3 people came\n"
        "20.05 The port is shut.\n12.50 metres of pipe\n• عصام الرز (34)، واتساب"
    )
    assert [a.as_written for a in amounts(text)] == ["Four families", "3 people", "12.50 metres"]


def test_years_between_commas_behind_a_name_are_an_age() -> None:
    assert [(a.as_written, a.unit) for a in amounts("هالة الرامي، 44 عاماً، معلمة")] == [
        ("44", "years")
    ]
    assert amounts("بقي في السجن 13 عاماً، ثم خرج") == ()

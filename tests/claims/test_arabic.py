"""Arabic as it is built: verb before subject, "and" and pronouns written with a word, ordinals, hosts, denials."""

import pytest
from read_article import legs_of


@pytest.fixture(scope="module")
def read(tell):
    """Read one text; its claims that are movements unless told otherwise."""
    return lambda text: tell(one=text)[0].read.claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استقبل مطار القامشلي صباح الأحد ثلاث طائرات شحن قادمة من قاعدة حميميم.", [("OSLK", "OSKL")]),
        ("شهدت قاعدة حميميم خلال الأسبوع الماضي وصول سبع طائرات من روسيا.", [("RU", "OSLK")]),
        ("وفي لندن، كتبت صحيفة أن طائرة روسية هبطت في بانغي أمس.", [(None, "FEFF")]),
        ("ثم عادت الطائرة من دون توقف إلى باماكو.", [(None, "GABS")]),
        ("وصلت طائرة إلى مطار نيش جنوبي صربيا أمس.", [(None, "LYNI")]),
        ("غادرت طائرة شحن إلى عمّان.", [(None, "OJAI")]),
        ("هبطت طائرة في مطار سان أنطونيو دي لوس بالومار.", [(None, "مطار سان أنطونيو دي لوس بالومار")]),
        ("أقلعت طائرة تابعة للخطوط الجوية السورية من دمشق إلى موسكو.", [("OSDI", "RU-MOW")]),
        ("قال طيار متقاعد يقيم في الشارقة إن طائرة إليوشن 76 هبطت في غاو.", [(None, "GAGO")]),
        ("وأثار هبوط الطائرتين في بنغازي قلقاً في روما وباريس.", [(None, "HLLB")]),
        (
            "وصلت الطائرة مساء الاثنين، وبقيت في مطار سبها ساعتين قبل أن تقلع إلى غاو.",
            [(None, "HLLS"), ("HLLS", "GAGO")],
        ),
        ("وحطت الطائرة في سبها ثلاث مرات في أسبوع واحد.", [(None, "HLLS")]),
    ],
)
def test_where_it_flew(read, text, expected):
    assert [legs_of(claim) for claim in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "type_designator", "n"),
    [
        ("قاذفتان من طراز «بي-52» هبطتا في غوام.", "B52", 2),
        ("طائرة من طراز «بي-8» هبطت في غوام.", "P8", 1),
        ("حطت طائرة ثانية من طراز سي-17 في غاو.", "C17", 1),
        ("فإن الطائرة سي-17 غادرت غاو أمس.", "C17", 1),
        ("هبطت ست طائرات صينية من طراز «واي-20» في غاو.", "Y20", 6),
    ],
)
def test_what_flew(read, text, type_designator, n):
    (claim,) = read(text)
    assert (claim.aircraft.type_designator, claim.aircraft.airframes.n) == (type_designator, n)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادرت آخر طائرة فرنسية قاعدة نجامينا أمس.", "فرنسية"),
        ("ذكرت صحيفة «لوموند» الفرنسية أن طائرة هبطت في نجامينا.", None),
        ("قال وزير الدفاع المالي إن طائرة هبطت في غاو.", None),
        ("وصلت إلى مطار عدن طائرة تابعة للأمم المتحدة.", "الأمم المتحدة"),
        ("وصلت إلى الخرطوم طائرة لمنظمة الصحة العالمية من بورتسودان.", "منظمة الصحة العالمية"),
        ("أفاد تقرير لخبراء الأمم المتحدة بأن طائرة هبطت في نيالا.", None),
        ("أجرت الشركة نفسها 14 رحلة إلى نجامينا منذ يناير.", None),
        ("نفذت الشركة أربع رحلات من أبوظبي إلى أم جرس.", None),
    ],
)
def test_whose_it_was(read, text, expected):
    (claim,) = read(text)
    assert claim.operator == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("ولن تهبط الطائرة في بنغازي.", "denial"),
        ("وقد تصل طائرة روسية إلى حميميم غداً.", "hypothetical"),
        ("وقد وصلت طائرة روسية إلى حميميم أمس.", "asserted"),
        ("ولم يتضح ما إذا كانت الطائرة قد هبطت في غاو.", "question"),
        ("لا توجد أي طائرات روسية في القامشلي.", "denial"),
        ("لم يُسمح للطائرة بالهبوط في مطار بيروت.", "denial"),
    ],
)
def test_what_is_said_to_have_happened(read, text, modality):
    (claim,) = read(text)
    assert claim.modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "أما قاعدة أغاديز فلم تستقبل أي طائرة أمريكية منذ أغسطس 2024.",
        "لم تسجل بيانات التتبع أي رحلة روسية إلى غاو بعد 15 يناير.",
        "توقفت حركة الطيران العسكري الروسي في مطار القامشلي منذ أسبوعين.",
    ],
)
def test_none_since_a_day_is_a_pause(read, text):
    (claim,) = read(text)
    assert (claim.kind, claim.asserted) == ("pause", True)


def test_a_base_that_is_only_used_saw_no_flight(read):
    claims = read("تستخدم روسيا قاعدة حميميم محطة لطائراتها المتجهة إلى أفريقيا.")
    assert all(claim.kind != "movement" for claim in claims)


def test_how_often_it_happened_is_no_flight_of_its_own(read):
    assert len(read("وصلت طائرة إلى غاو، وذلك للمرة الثانية خلال أسبوع.")) == 1


def test_an_ordinal_that_numbers_the_aircraft_is_no_flight_of_its_own(read):
    assert len(read("وصلت طائرة تركية إلى غاو أمس، هي الثانية خلال شهر.")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أقلعت ثلاث طائرات من غيومري. توجهت اثنتان منها إلى موزدوك، أما الثالثة فاتجهت إلى موسكو.",
            [3, 2, 1],
        ),
        ("حطت طائرة إليوشن-76 في غاو أمس، وأخرى في تيساليت مساء اليوم نفسه.", [1, 1]),
        ("نقلت طائرتان من طراز إليوشن-76 وثالثة من طراز أنتونوف-124 شحنات من كراسنودار إلى طبرق.", [2, 1]),
        ("هبطت طائرتان إيرانيتان في رشت. غير أن الثانية أكملت طريقها فجر الخميس إلى أصفهان.", [2, 1]),
    ],
)
def test_numbers_stand_for_aircraft(read, text, expected):
    assert [claim.aircraft.airframes.n for claim in read(text)] == expected


def test_pronouns_point_to_the_place_told_before(read):
    claims = read("هبطت طائرة قطرية في مروي الأحد. وبعد يومين حطت فيه طائرة إماراتية.")
    assert legs_of(claims[-1]) == legs_of(claims[0]) != []


def test_a_verb_without_a_subject_is_of_the_aircraft_told_before(read):
    first, second = read("حطت طائرة إليوشن-76 في غاو الاثنين. ثم أقلعت مجدداً صباح الثلاثاء إلى باماكو.")
    assert second.aircraft.type_designator == first.aircraft.type_designator
    assert legs_of(second) == [("GAGO", "GABS")]


def test_the_airport_ends_before_a_word_that_looks_like_a_name(read):
    (claim,) = read("حطت طائرة شحن في المطار ليل السبت الأحد.")
    assert legs_of(claim) == []


def test_some_of_these_flights_are_of_the_type_told_before(read):
    told = "سيّرت طائرات شحن من طراز إليوشن-76 خمس رحلات إلى قاعدة الخادم في يناير."
    claims = read(f"{told} وقال الموقع إن ثلاثاً من هذه الرحلات انطلقت من اللاذقية.")
    assert [(claim.aircraft.type_designator, claim.events.n) for claim in claims] == [
        ("IL76", 5),
        ("IL76", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "تحدثت تقارير عن هبوط طائرة إيرانية في بورتسودان، وهو ما نفاه الجيش السوداني.",
        "نفى المتحدث أن تكون طائرة روسية قد هبطت في غاو.",
        "تعذر تحديد منشأ الرحلتين الأخريين لأن أجهزة الإرسال أُطفئت فوق المتوسط.",
        "وصلت باخرة محملة بالسلاح إلى ميناء طرطوس.",
        "استقبل الرئيس الفرنسي نظيره المالي في باريس.",
        "وافق برلمان كورفاش على تمركز أربع مقاتلات في قاعدة سيغونيلا.",
        "منحت أنقرة موسكو إذناً بعبور طائراتها الأجواء نحو سوريا.",
        "تقضي الاتفاقية بنقل ست مروحيات من حميميم إلى الخادم.",
        "تتضمن الخطة التي وضعتها هيئة الأركان نشر أربع مقاتلات في قاعدة الوطية.",
        "يستطيع مدرج قاعدة الوطية استقبال طائرات سي-17.",
        "ومن هناك تواصل الطائرات رحلتها عادةً جنوباً نحو بانغي.",
        "وتضم المجموعة شركات شحن في بيشكك ونواكشوط تملك تسع طائرات إليوشن.",
        "يرصد هذا التقرير حركة طائرات الشحن نحو ليبيا.",
        "تسيّر الشركة رحلات بين بغداد ودمشق ثلاث مرات في الأسبوع.",
        "كان مطار أدرار في سبعينيات القرن الماضي محطة لطائرات أنتونوف في طريقها إلى أنغولا.",
        "عادة ما تتوقف طائرات الشحن المتجهة إلى ليبيا في اللاذقية.",
        "وتخصصت الشركة في نقل البضائع بين دبي ومقديشو على متن طائرات إليوشن-76.",
        "تصل طائرات الشركة إلى وجهات من بينها الخرطوم وبنغازي.",
        "يقع المطار قرب الحدود، وتصل إليه طائرات الأمم المتحدة من نجامينا.",
        "تنقل طائرات سي-130 المؤن من نجامينا إلى أبشي.",
        "تستقبل قاعدة براك الشاطئ طائرات قادمة من حميميم.",
        "ومنذ سنوات تنطلق من القاعدة طائرات استطلاع فوق البحر الأسود.",
        "ويقول الخبير إن مدرج الكفرة صار قادراً على استقبال أكبر طائرات الشحن.",
        "وقبل الحرب، كانت الخطوط الجوية السودانية تسيّر رحلة يومية بين الخرطوم ونجامينا.",
        "ولا يعني ذلك بالضرورة أنها هبطت في السودان، كما يقول الخبير.",
        "قال طيار متقاعد إن طائرات الشركة كانت تهبط في غاو ليلاً.",
        "وعرقلت العاصفة هبوط طائرة في مقديشو.",
        "سُجلت الطائرة في سان مارينو في يناير ثم نُقل تسجيلها إلى غينيا الاستوائية.",
        "صُنعت الطائرة في طشقند، وانتقلت ملكيتها ثلاث مرات بين شركات في قرغيزستان والإمارات.",
        "يبلغ مدى الطائرة 4400 كيلومتر، أي ما يكفي للوصول من حميميم إلى بنغازي.",
    ],
)
def test_what_is_denied_unknown_usual_or_no_flight_is_not_asserted(read, text):
    assert [claim for claim in read(text) if claim.asserted and claim.kind == "movement"] == []


@pytest.mark.parametrize(
    "text",
    [
        "هبطت طائرة إيرباص في نيامي يوم الأحد بعد حصولها على إذن من السلطات.",
        "شوهدت طائرة إليوشن-76 تهبط في غاو.",
        "تهبط طائرة إليوشن-76 في غاو يوم الأحد.",
        "تغادر طائرتان من طراز سي-17 قاعدة رامشتاين إلى غاو.",
        "وأظهرت البيانات أن الطائرة تغادر اللاذقية وتحلق فوق المتوسط.",
        "وبناء على طلب الحكومة نقلت طائرة سي-130 أمس 80 جندياً من نيامي إلى أغاديز.",
        "وافقت السلطات على الطلب، وحطت الطائرة، وهي من طراز إليوشن-76، في كيدال مساء السبت.",
    ],
)
def test_what_was_asked_for_and_came_or_was_seen_is_asserted(read, text):
    assert [claim.asserted for claim in read(text)] == [True]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("هبطت طائرة في غاو في الفترة ما بين 3 و9 فيفري الفارط.", "2031-02-03", "2031-02-10"),
        ("وصلت طائرة إلى غاو بين شهري جانفي وأفريل.", "2031-01-01", "2031-05-01"),
        ("حطت طائرة في غاو في الخامس والعشرين من فبراير.", "2031-02-25", "2031-02-26"),
        ("هبطت طائرة في غاو ليل أول من أمس.", "2031-05-12", "2031-05-13"),
        ("وصلت طائرة إلى غاو صبيحة الاثنين.", "2031-05-12", "2031-05-13"),
    ],
)
def test_days_in_arabic(read, text, start, end):
    (claim,) = read(text)
    assert (claim.date.start, claim.date.end) == (start, end)


def test_the_last_of_them_is_one_and_lands_where_the_others_did(read):
    text = (
        "هبطت تسع طائرات إليوشن-76 في قاعدة الخادم منذ الأول من مارس. "
        "تستخدمها موسكو منذ سنوات. ووصلت آخرها مساء الاثنين."
    )
    last = read(text)[-1]
    assert (last.aircraft.airframes.n, last.place.id) == (1, "HL59")


def test_flights_resumed_at_a_rate_are_resumed(read):
    text = "أوقفت موسكو رحلاتها إلى باماكو في نوفمبر، ثم استأنفتها مطلع فبراير برحلتين أسبوعياً."
    assert [(claim.kind, claim.asserted) for claim in read(text)] == [("pause", True), ("resumption", True)]


def test_aircraft_that_stand_there_are_present(read):
    texts = (
        "تُظهر صور التقطت في 12 مارس ثلاث طائرات نقل متوقفة قرب مدرج الكفرة.",
        "كشف معهد عن وجود ثلاث قاذفات من طراز تو-95 في قاعدة إنغلز.",
    )
    assert [(c.kind, c.aircraft.airframes.n) for text in texts for c in read(text)] == [("presence", 3)] * 2


def test_persons_counted_are_no_aircraft(read):
    (claim,) = read("وتضم البعثة 200 عنصر نُقلوا في فبراير من كيغالي إلى بانغي على متن طائرات سي-130 رواندية.")
    assert claim.aircraft.airframes.n == 2


def test_one_that_comes_an_hour_later_lands_where_the_other_did(read):
    text = "وصلت طائرة إليوشن 76 إلى بورتسودان السبت. وبعدها بساعة حطت طائرة توبوليف-154."
    assert [legs_of(claim) for claim in read(text)] == [[(None, "HSPN")], [(None, "HSPN")]]


def test_several_airfields_have_no_name_of_their_own(read):
    (claim,) = read("وهبوط الطائرات الروسية في مطارات مدنية يثير قلق السكان.")
    assert claim.place.text == "مطارات"


def test_what_will_be_has_not_flown(read):
    (claim,) = read("قال مسؤول إن أول رحلة ركاب إلى الخرطوم ستكون بعد العيد.")
    assert (claim.asserted, claim.modality) == (False, "plan")


def test_an_aircraft_that_took_people_out_and_came_back_flew(read):
    (claim,) = read("في العاشر من الشهر أجلت طائرة سي-130 سعودية 94 شخصاً إلى جدة، ثم رجعت لتقل دفعة ثانية.")
    assert (claim.kind, claim.date.start[-2:]) == ("movement", "10")


def test_its_flight_is_that_of_the_aircraft(read):
    (claim,) = read("وصلت طائرة إليوشن-76 إلى نيامي الخميس الماضي، قبل أن تكمل رحلتها إلى باماكو.")
    assert legs_of(claim) == [(None, "DRRN"), ("DRRN", "GABS")]


@pytest.mark.parametrize(
    "text",
    [
        "تعتمد قواتها على طائرتين من طراز سي-130 لنقل الجنود إلى أغاديز والحدود الشمالية.",
        "لدى البعثة مروحيتان لنقل الموظفين إلى غاو.",
        "وتحتاج طائرات الشحن القادمة من موسكو إلى التوقف في بنغازي للتزود بالوقود.",
        "كانت الرحلات من دمشق إلى طرابلس تتوقف في لارنكا قبل الحرب.",
        "من المعتاد أن تقلع طائرات الإغاثة من نيروبي إلى جوبا في الصباح.",
        "واعتادت طائرات البعثة أن تهبط في كيدال.",
        "ويضم أسطول الشركة ثلاث طائرات إليوشن-76 وطائرة أنتونوف-12 ترابط في بنغازي.",
        "وقال الوزير إن الحكومة تعتزم استئجار طائرات من بيلاروسيا لنقل الحجاج إلى جدة.",
        "تأتي الطائرات بالدقيق وتعود بالناس، ومن لا يجد مقعداً ينام تحت الأجنحة إلى اليوم التالي.",
    ],
)
def test_what_aircraft_are_kept_for_and_always_do_tells_no_flight(read, text: str) -> None:
    assert not any(claim.asserted for claim in read(text))


def test_aircraft_sent_on_a_day_to_carry_something_flew(read):
    (claim,) = read("أرسلت تركيا في 3 مارس طائرتين من طراز سي-130 لنقل المساعدات إلى درنة.")
    assert claim.asserted

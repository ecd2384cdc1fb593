"""Types by all that they are called: models of ICAO's list, makers, series, numbers and nicknames, in four languages."""

import pytest

#: Names to designators; "?" for a family whose members have several, "-" for an aircraft that has none.
ENGLISH = """
Gulfstream V=GLF5; Gulfstream IV=GLF4; Gulfstream III=GLF3; Gulfstream G550=GLF5; Gulfstream 650=GLF6; G550=GLF5
Gulfstream GV=GLF5; Gulfstream G-IV=GLF4; Gulfstream G650ER=GLF6; Gulfstream=?; Learjet 35A=LJ35; Learjet=?
King Air 350=B350; Beechcraft King Air 350=B350; King Air B200=BE20; King Air=?; Beech 1900D=B190
Superjet 100=SU95; Sukhoi Superjet 100-95LR=SU95; SSJ100=SU95; Citation X=C750; Cessna Citation Sovereign=C680
Citation CJ3=C25B; Cessna Caravan=C208; Cessna 208B Grand Caravan=C208; Embraer Legacy 600=E35L; Legacy 650=E35L
Phenom 300=E55P; Praetor 600=E550; Lineage 1000=E190; Global 6000=GLEX; Bombardier Global 7500=GL7T
Global Express=GLEX; Challenger 650=CL60; Falcon 7X=FA7X; Falcon 900EX=F900; Falcon 2000LX=F2TH; Saab 2000=SB20
Dash 8=?; Dash 8 Q400=DH8D; Dash 8-300=DH8C; ATR 72=?; ATR 72-600=AT76; ATR 72MP=AT76; BAe 146=?; CRJ-900=CRJ9
Boeing 747=?; Boeing 747-400F=B744; Boeing 747-8i=B748; Boeing 737 MAX 8=B38M; 737 MAX=?; 737-800=B738
Boeing 737-86N=B738; Boeing 737-8K5=B738; Boeing 777-300ER=B77W; Boeing 707=B703; Airbus A330=?; A330 MRTT=A332
A330-243=A332; Airbus A340-541=A345; Airbus A320neo=A20N; Airbus A320-251N=A20N; A350-1000=A35K; Airbus A220=?
Airbus A300B4-622R=A306; Airbus A300-600=A306; Airbus A380=A388; DC-8=?; DC-3=DC3
Kawasaki C-2=KC2; C-2=?; C-2 Greyhound=C2; E-3A=E3TF; E-3F=E3CF; E-3 Sentry=?; E-8C=B703; MC-12W=B350; C-20H=GLF4
C-20=?; C-17=C17; C17=C17; C-130J-30=C30J; KC-135T=K35R; F/A-18=?; F/A-18E/F=F18S; F/A-18D=F18H; EA-18G=F18S
F/A-18 Super Hornet=F18S; CH-53=?; CH-53E=H53S; CH-53G=H53; T-38=T38; M-346=M346; G222=G222; A-29 Super Tucano=E314
JAS 39 Gripen=SB39; Mirage 2000=MIR2; Mirage 2000-5=MIR2; Mirage F1=MRF1; Mirage III=MIRA; OH-58D=B06; EC-135=EC35
VH-3D=S61; Su-30SM=SU27; Su-34=SU27; Tu-22M3=T22M; Tu-22=T22M; Il-38=IL18; Il-76MD-90A=IL76; Be-200ES=BER2
Tornado GR4=TOR; Voyager KC2=A332; Hercules=C130; Super Hercules=C30J; Chinook=H47; Super Puma=?; Lynx=LYNX
Gazelle=GAZL; Twin Otter=DHC6; BelugaXL=A337; Airbus Beluga=?; GlobalEye=-; KJ-500=-; Y-9=-; J-35=-
Bayraktar TB2=BTB2; TB2=BTB2; Akinci=AKNC; IAI Heron=HRON; Heron TP=-; Hermes 900=HRM9; Hermes 450=-
Shahed-136=-; Orlan-10=-; Wing Loong II=-; MQ-9 Reaper=Q9; Global Hawk=Q4
"""
RUSSIAN = """
Боинг-747=?; Боинг 747-400=B744; Эйрбас А330=?; А400М «Атлас»=A400; Гольфстрим G550=GLF5; Гольфстрим-550=GLF5
Гольфстрим V=GLF5; Челленджер 604=CL60; Фалькон 7X=FA7X; Кинг Эйр 350=B350; Суперджет-100=SU95; ССЖ-100=SU95
Е-3А=E3TF; Е-3=?; С-17А=C17; «Глоубмастер»=C17; В-52Н=B52; Б-52Н=B52; В-1В «Лансер»=B1; КС-135=K35R; РС-135=R135
С-130=C130; С-130J=C30J; «Геркулес»=C130; ЕС-130Н=C130; С-20Н=GLF4; Р-8А=P8; «Посейдон»=P8; Глобал Хок=Q4
«Рипер»=Q9; Ф-16С=F16; Ф/А-18=?; F/A-18F «Супер Хорнет»=F18S; «Рафаль»=RFAL; «Тайфун»=EUFI; Мираж-2000=MIR2
АН-64 «Апач»=H64; Ан-124=A124; СН-47=H47; «Чинук»=H47; «Блэк Хок»=H60; МН-60=H60; МV-22B=V22; Н-6К=TU16
Юнь-20=Y20; Ми-8АМТШ=MI8; Ил-22ПП=IL18; Ту-22М3М=T22M; Бе-200ЧС=BER2; Ансат=ANST; МС-21=MC23
Шахед-136=-; «Герань-2»=-; «Орлан-10»=-; Байрактар ТБ2=BTB2; М-346=M346; Т-38=T38; А-100=-
"""
UKRAINIAN = """
Боїнг-747=?; Боїнг 737-800=B738; Ейрбас А330=?; Еірбас A319=A319; Ґлоубмастер=C17; «Геркулес»=C130; Чінук=H47
«Чинук»=H47; «Блек Гок»=H60; Глобал Гок=Q4; «Ріпер»=Q9; «Апач»=H64; «Рафаль»=RFAL; Міраж 2000=MIR2; Гріпен=SB39
Іл-76МД=IL76; Мі-8МТ=MI8; МіГ-31К=MG31; «Мрія»=A225; Гольфстрім G650=GLF6; Шахед-136=-; Герань-2=-; КС-135=K35R
"""
ARABIC = """
سي-17=C17; سي 17=C17; غلوب ماستر=C17; سي 130=C130; سي-130 جي=C30J; هيركوليز=C130; سي-5=C5M; كيه سي-135=K35R
كي سي 135=K35R; كيه سي-46=B762; آر سي-135=R135; إم كيو-9=Q9; إم-كيو-9=Q9; إم كيو-9 ريبر=Q9; آر كيو-4=Q4
غلوبال هوك=Q4; بي-52=B52; ب-52=B52; بي-1 بي=B1; بي-8 بوسيدون=P8; إي-3=?; إي-2 هوكاي=E2; إيه-10=A10; أي-50=A50
إف-16=F16; ف-16=F16; إف-35=F35; إف/إيه-18=?; إف/إيه-18 سوبر هورنت=F18S; رافال=RFAL; يوروفايتر=EUFI; غريبن=SB39
ميراج 2000=MIR2; ميراج إف-1=MRF1; تشينوك=H47; شينوك=H47; أباتشي=H64; إيه إتش-64=H64; بلاك هوك=H60; يو إتش-60=H60
غلف ستريم 550=GLF5; غلفستريم جي 550=GLF5; غلف ستريم=?; بوينغ 747=?; بوينغ 747-400=B744; بوينغ 737 ماكس 8=B38M
إيرباص إيه 330=?; إيه 400 إم=A400; فالكون 7 إكس=FA7X; تشالنجر 604=CL60; كينغ إير 350=B350; بي سي-12=PC12
شاهد-136=-; بيرقدار تي بي 2=BTB2; مهاجر-6=-; ميغ-29=MG29; سوخوي 24=SU24; سو-35=SU27; توبوليف 154=T154
تو-22إم3=T22M; تو-95=TU95; إليوشن 76=IL76; إيل-62 إم=IL62; إل-39=L39; أنتونوف 124=A124; أنتونوف إيه إن-124=A124
مي-17=MI8; كا-52=KA52; واي 20=Y20; جيه إف-17=FC1; إن إتش-90=NH90; إيه دبليو-139=A139
"""
TEMPLATES = {
    "A {} landed at Ramstein.": ENGLISH,
    "Самолет {} приземлился в Латакии.": RUSSIAN,
    "Літак {} приземлився в Латакії.": UKRAINIAN,
    "هبطت طائرة {} في مطار دمشق.": ARABIC,
}


def listed():
    for template, names in TEMPLATES.items():
        for each in names.replace("\n", ";").split(";"):
            if each.strip():
                name, _, code = each.strip().partition("=")
                yield template, name, code


@pytest.mark.parametrize(("template", "name", "code"), list(listed()))
def test_what_an_aircraft_is_called(names_in, template, name, code):
    (mark,) = names_in(template.format(name)).aircraft
    assert mark.named is not None
    assert (mark.type_designator or "") == ("" if code in "?-" else code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two Tornados landed", "TOR"), ("An RAF Puma landed", "PUMA"), ("Two RAF Typhoons left", "EUFI"),
        ("Four Typhoon FGR4s landed", "EUFI"), ("A Tiger helicopter landed", "TIGR"), ("Three Hercules landed", "C130"),
        ("A C-130J Hercules landed", "C30J"), ("Two F/A-18E/F Super Hornets landed", "F18S"),
        ("Two «Чинука» сели", "H47"), ("Британские «Тайфуны» сели", "EUFI"), ("Апачи прибыли", "H64"),
        ("истребители Рафаль прибыли", "RFAL"), ("пара «Геркулесов» прилетела", "C130"),
        ("مقاتلات إف-35 أقلعت", "F35"), ("مروحيتان من طراز شينوك", "H47"),
    ],
)  # fmt: skip
def test_how_an_aircraft_is_spoken_of(names_in, text, code):
    (mark,) = names_in(text).aircraft
    assert mark.type_designator == code


@pytest.mark.parametrize(
    "text",
    [
        "The Tornado warning ended.", "A Tornado warning was issued.", "Puma shoes arrived.", "A Puma store opened.",
        "Typhoon Haiyan hit Tacloban.", "The Tiger Woods foundation came.", "The Raptors flew to Denver.",
        "Hawk Newsome flew to London.", "Apache tribe members came.", "The Atlas of the region came.",
        "A Caravan of migrants left.", "The Galaxy store opened.", "The Pegasus spyware came to Madrid.",
        "Global 500 companies came to Davos.", "The Legacy 2030 programme landed.", "Bell said his team arrived.",
        "A Leonardo painting arrived.", "T-90 tanks arrived.", "M-4 carbines arrived.", "G20 leaders arrived.",
        "The C-4 explosives arrived.", "E-3 ministers flew to Tehran.", "A B-2 visa holder flew home.",
        "Тайфун Хайян обрушился на острова.", "Торнадо прошёл по Оклахоме.", "Миражи появились над пустыней.",
        "شاهد السكان الدخان.",
    ],
)  # fmt: skip
def test_what_only_has_the_name_of_an_aircraft(names_in, text):
    assert [mark for mark in names_in(text).aircraft if mark.named] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A Boeing 747 (N263SG) landed", "N263SG"), ("A Gulfstream V, N379P, landed", "N379P"),
        ("RAF Voyager ZZ336 landed", "ZZ336"), ("The A350 (10+03) landed", "10+03"),
        ("An Il-76TD (RA-78765) landed", "RA-78765"),
    ],
)  # fmt: skip
def test_a_registration_beside_its_aircraft(names_in, text, code):
    assert [mark.text for mark in names_in(text).registrations] == [code]


@pytest.mark.parametrize(
    "text", ["An EC-135 landed", "An OH-58D landed", "A B744 landed", "A Boeing 737 B738 landed"]
)
def test_a_type_is_no_registration(names_in, text):
    assert names_in(text).registrations == ()

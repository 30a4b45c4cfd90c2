"""Number kinds: every case, every trigger, junk, chance measured again, and ordinary numbers that must stay quiet."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import pkgutil
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import hyperscan
import pytest
import yaml

from waspada.detect import kinds
from waspada.detect.kind import How, Match, Place
from waspada.detect.kinds import numbers
from waspada.detect.kinds.numbers.others import other_format, other_names
from waspada.detect.kinds.numbers.registry import FINDERS, FORMATS, NEARBY
from waspada.detect.number import COLUMN_CHANCE, LONE_CHANCE, by_chance

CASES = Path(__file__).parent / "cases" / "numbers"
OWN = ("payment_card", "iban", "bank_routing", "crypto_address", "nik", "npwp", "passport", "driving_licence")


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("number_cases_build", CASES / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = _build()


def found(text: str, place: Place) -> list[Match]:
    return [match for finder in FINDERS for match in finder.find(text, place)]


def _all(which: str) -> list[Any]:
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))]
    return [
        pytest.param(kind, case, id=f"{kind}-{index}")
        for content in files
        for kind, both in content.items()
        for index, case in enumerate(both[which])
    ]


@pytest.mark.parametrize(("kind", "case"), _all("hits"))
def test_hit(kind: str, case: dict[str, Any]) -> None:
    start = case["text"].index(case["value"])
    place = Place(case.get("name", ""))
    spans = {(one.start, one.end) for one in found(case["text"], place) if one.kind == kind and one.strong}
    assert (start, start + len(case["value"])) in spans


@pytest.mark.parametrize(("kind", "case"), _all("misses"))
def test_near_miss(kind: str, case: dict[str, Any]) -> None:
    matches = [one for one in found(case["text"], Place(case.get("name", ""))) if one.kind == kind]
    if case.get("weak_allowed"):
        by_form = () if case.get("form_weak") else (How.CHECKSUM, How.FORM)
        matches = [one for one in matches if one.strong and one.how not in by_form]
    assert not matches


def test_every_kind_has_cases_and_the_generator_made_them() -> None:
    made = {}
    for name, content in BUILD.built().items():
        stored = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
        assert stored == content, f"{name}: run build.py"
        made.update(content)
    assert set(made) == {one.kind.id for one in FORMATS}
    assert all(len(both["hits"]) >= 3 and len(both["misses"]) >= 3 for both in made.values())


def _compiled() -> hyperscan.Database:
    triggers = [trigger.encode("ascii") for finder in FINDERS for trigger in finder.triggers]
    database = hyperscan.Database()
    database.compile(expressions=triggers, ids=list(range(len(triggers))), elements=len(triggers))
    return database


def test_a_trigger_fires_wherever_a_finder_finds() -> None:
    owners = [finder for finder in FINDERS for _ in finder.triggers]
    database = _compiled()
    texts = [param.values[1] for which in ("hits", "misses") for param in _all(which)]
    for case in texts:
        fired: set[int] = set()
        database.scan(case["text"].encode(), match_event_handler=lambda which, *_, seen=fired: seen.add(which))
        awake = {id(owners[which]) for which in fired}
        asleep = [finder for finder in FINDERS if id(finder) not in awake]
        assert not [finder for finder in asleep if any(finder.find(case["text"], Place()))], case["text"]


def test_kinds_are_well_formed() -> None:
    ids = [one.kind.id for one in FORMATS]
    assert len(set(ids)) == len(ids)
    for one in FORMATS:
        assert one.kind.category.startswith(("user.government_id", "user.financial", "user.health_and_medical"))
        assert one.kind.label
        assert one.kind.label_id
        assert one.kind.source
        assert one.kind.names
        # Bare digits without evidence are worth a weak finding only where few random numbers pass.
        if any(not any(letter.isalpha() for letter in shape) and "-" not in shape[-14:] for shape in one.lone):
            assert one.chance <= LONE_CHANCE


def test_chance_is_as_stored() -> None:
    tries = 600
    off = {}
    for one in FORMATS:
        if one.check and 0.003 < one.chance:
            rng = random.Random(one.kind.id)
            passed = sum(one.passes(BUILD.random_written(one.written, rng)) for _ in range(tries))
            spread = 5 * (one.chance * (1 - min(one.chance, 0.99)) / tries) ** 0.5
            if abs(passed / tries - one.chance) > spread + 0.02:
                off[one.kind.id] = passed / tries
    assert not off


def test_separators_change_nothing() -> None:
    for one in FORMATS:
        seeds = range(2000 if one.chance < 0.03 else 300)
        for seed in seeds if one.check and one.chance > 0.003 else ():
            plain = BUILD.random_written(one.written, random.Random(seed))
            if one.passes(plain):
                spaced = BUILD.random_written(one.written, random.Random(seed), True)
                assert one.passes(spaced), (one.kind.id, plain, spaced)
                break


JUNK = (
    "",
    "0",
    "\x00\x01",
    "١٢٣٤٥٦٧٨٩",
    "²³¹",
    "-" * 40,
    "A" * 40,
    "9" * 40,
    "0" * 16,
    "NaN",
    "1e400",
    "🙂123456789",
    "12345678901234567890123456789012345678901234567890",
    " \n ",
    "\u017f" * 11,
    "\u01301234567K",
    "((((((()))))))",
)


def test_junk_goes_through_every_kind_without_an_error() -> None:
    rng = random.Random(1)
    junk = [*JUNK, *("".join(rng.choice("0123456789AXZ -./()") for _ in range(rng.randint(1, 30))) for _ in range(100))]
    tried = 0
    for one in FORMATS:
        place = Place(one.kind.names[0])
        word = one.words[0] if one.words else ""
        for text in junk:
            list(NEARBY.find(text, place))
            list(NEARBY.find(f"{word} {text}", Place()))
            assert one.passes(text) in (True, False)
            tried += 1
    assert tried == len(FORMATS) * len(junk)


def _ordinary(rng: random.Random, count: int) -> Iterator[str]:
    for index in range(count):
        choice = index % 6
        if choice < 2:
            yield str(rng.randint(10 ** (index % 13 + 6), 10 ** (index % 13 + 7) - 1))
        elif choice == 2:
            yield str(rng.randint(1_500_000_000, 1_900_000_000) * rng.choice((1, 1_000, 1_000_000)))
        elif choice == 3:
            yield str(10_000_000 + index)
        elif choice == 4:
            yield rng.choice(("0812", "6281", "+6285", "1202", "4477", "0171")) + str(rng.randint(10**6, 10**8))
        else:
            yield f"ORD-{rng.randint(10**5, 10**9)}"


def test_ordinary_numbers_are_never_strong() -> None:
    rng = random.Random(2)
    for index, value in enumerate(_ordinary(rng, 100_000)):
        place = Place(("id", "value", "count")[index % 3])
        assert not NEARBY.by_name(place)
        text = value if index % 2 else f"job {value} took 12 s, see step {value}."
        assert not any(one.strong for one in found(text, place)), text


@pytest.mark.parametrize("name", ["id", "value", "count", "order_id", "time", "phone"])
def test_ordinary_columns_are_nothing(name: str) -> None:
    rng = random.Random(3)
    columns = [
        [str(1_700_000_000 + step * index) for index in range(1000)] for step in (1, 60, 86_400, 1_000, 11, 7, 10)
    ]
    columns += [[str(start + index) for index in range(1000)] for start in (10**8, 10**9, 10**12, 10**15)]
    columns += [[str(1_700_000_000_000 + rng.randint(0, 10**10)) for _ in range(1000)]]
    columns += [[str(rng.randint(10**length, 10 ** (length + 1) - 1)) for _ in range(1000)] for length in range(6, 19)]
    columns += [[f"08{rng.randint(10**8, 10**10)}" for _ in range(1000)]]
    columns += [[f"{rng.randint(2000, 2026)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}" for _ in range(1000)]]
    for column in columns:
        assert NEARBY.column(column, Place(name)) is None, column[:3]


def _column(kind: str, count: int = 200) -> list[str]:
    one = next(one for one in FORMATS if one.kind.id == kind)
    rng = random.Random(kind)
    return [BUILD.valid(one, rng) for _ in range(count)]


@pytest.mark.parametrize(
    "kind", ["id.br_cpf", "id.pl_pesel", "id.tr_tckn", "id.cn_ric", "id.nik", "payment_card", "iban"]
)
def test_a_column_of_them_speaks_for_itself(kind: str) -> None:
    column = NEARBY.column(_column(kind), Place("value"))
    assert column
    candidates = [one.kind.id for one in column.formats]
    assert candidates[0] == kind or kind in candidates
    if len(candidates) == 1:
        assert column.strong
    matches = list(NEARBY.find_in_column(_column(kind)[0], column))
    assert kind in [one.kind for one in matches]


def test_a_column_that_several_formats_fit_is_a_candidate_until_its_name_says_more() -> None:
    values = _column("id.ca_sin")
    column = NEARBY.column(values, Place("value"))
    assert column
    assert not column.strong
    assert NEARBY.by_name(Place("sin"))


def test_a_column_that_says_whose_kind_but_not_which_is_settled_by_its_values() -> None:
    column = NEARBY.column(_column("id.br_cpf"), Place("tax_id"))
    assert column
    assert column.strong
    assert [one.kind.id for one in column.formats] == ["id.br_cpf"]


def test_one_in_ten_is_chance() -> None:
    assert by_chance(passed=12, tried=100, chance=0.1)
    assert not by_chance(passed=40, tried=100, chance=0.1)
    assert not by_chance(passed=1, tried=1, chance=0.1)
    assert 0 < LONE_CHANCE < COLUMN_CHANCE


def test_leading_zeros_lost_in_a_number_column_are_put_back() -> None:
    matches = found("19099998", Place("ssn"))
    assert [(one.kind, one.strong) for one in matches] == [("id.us_ssn", True)]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (Place("number", "user.passport.number"), "id.passport"),
        (Place("number", "payment.card.number"), "payment_card"),
        (Place("nik_pelanggan"), "id.nik"),
        (Place("nomor_ktp_suami"), "id.nik"),
        (Place("borrower_ssn"), "id.us_ssn"),
        (Place("ssn_2"), "id.us_ssn"),
        (Place("customer_pan"), "id.in_pan"),
        (Place("x", "x", "iban"), "iban"),
        (Place("ssn_last4"), ""),
        (Place("pan_zoom"), ""),
        (Place("frying_pan"), ""),
        (Place("tax"), ""),
        (Place("event_id"), ""),
        (Place("credit_card_type"), ""),
        (Place("number", "number"), ""),
        (Place(), ""),
    ],
)
def test_what_a_field_name_says(place: Place, kind: str) -> None:
    named = [one.kind.id for one in NEARBY.named(place)]
    assert kind in named if kind else not named


def test_a_list_behind_one_word() -> None:
    text = "NIK: 3174014101900001, 3273011212850002; 3578016509770003"
    assert len([one for one in found(text, Place()) if one.kind == "id.nik" and one.strong]) == 3


def test_other_formats_by_name() -> None:
    assert "de.vat" in other_names()
    assert other_format("de.vat").matches("DE 136,695 976".replace(",", " ").replace("  ", " "))
    with pytest.raises(KeyError):
        other_format("no.such")


def _modules() -> list[str]:
    below = [f"waspada.detect.kinds.numbers.{one.name}" for one in pkgutil.iter_modules(numbers.__path__)]
    return [f"{kinds.__name__}.{name}" for name in OWN] + below


@pytest.mark.parametrize("name", _modules())
def test_doctests_and_the_four_verbs(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
    if hasattr(module, "validate"):
        assert all(callable(getattr(module, verb)) for verb in ("compact", "validate", "is_valid", "format"))
        assert not any(module.is_valid(text) for text in JUNK)


def test_importing_loads_no_number_library() -> None:
    code = "import sys, waspada.detect.kinds.numbers.registry; sys.exit('stdnum' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

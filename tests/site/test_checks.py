"""The checks of the house refuse what they must: a check that never fails proves nothing."""

import importlib.util
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"


def tool(name):
    spec = importlib.util.spec_from_file_location(f"tools_{name}", TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/atelier/x/templates/x.html", "<script>alert(1)</script>"),
        ("src/atelier/x/templates/x.html", '<p style="color: red">'),
        ("src/atelier/x/templates/x.html", '<button onclick="go()">'),
        ("src/atelier/x/templates/x.html", "{{ text|safe }}"),
        ("src/atelier/x/templates/x.html", '<link href="https://cdn.example/x.css">'),
        ("src/atelier/x/views.py", "return mark_safe(text)"),
        ("frontend/src/x.ts", "host.innerHTML = text"),
        ("frontend/src/x.svelte", "{@html text}"),
        ("frontend/src/x.ts", "const x: any = 1"),
        ("requirements/base.txt", "--index-url https://packages.example/simple"),
        ("package-lock.json", '"resolved": "https://packages.example/x.tgz"'),
        ("tests/browser/test_x.py", "page.wait_for_timeout(500)"),
        ("src/atelier/site/settings.py", "'unsafe-inline'"),
    ],
)
def test_forbidden_words_are_refused(path, text):
    assert list(tool("check_words").problems_of(path, text))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/atelier/x/templates/x.html", '<script type="module" src="/static/app/main.js"></script>'),
        ("src/atelier/x/templates/x.html", '<a href="https://www.ecologie.gouv.fr/">'),
        ("src/atelier/x/templates/x.html", '<p class="safe">{{ text }}</p>'),
        ("docs/guides/team.md", "never write `|safe` or 'unsafe-inline'"),
    ],
)
def test_ordinary_words_pass(path, text):
    assert list(tool("check_words").problems_of(path, text)) == []


def test_budget_refuses_long_files_functions_and_classes(tmp_path):
    long_function = "def long():\n" + "    x = 1\n" * 45
    crowded_class = "class Crowded:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(16))
    path = tmp_path / "x.py"
    path.write_text(long_function + crowded_class + "\n" * 400)

    places = [place for place, _ in tool("check_budget").excesses_of(path)]

    assert places == [str(path), f"{path}::long", f"{path}::Crowded"]


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize(
    ("french", "problem"),
    [
        ("", "no French"),
        ("La table %(nom)s", "placeholders"),
        ("L'îlot %(name)s", "straight apostrophe"),
        ("La table : %(name)s", "ordinary space"),
        ("La table %(name)s est là?", "no space before"),
    ],
)
def test_catalogue_refuses_bad_french(tmp_path, french, problem):
    room = room_saying(tmp_path, 'msgid "Table %(name)s"\nmsgstr "' + french + '"\n')

    assert any(problem in said for said in tool("messages").problems_of(room))


def test_catalogue_refuses_a_translation_nobody_uses(tmp_path):
    good = 'msgid "Table %(name)s"\nmsgstr "La table %(name)s"\n\n'
    room = room_saying(tmp_path, good + 'msgid "Chair"\nmsgstr "La chaise"\n')

    assert list(tool("messages").problems_of(room)) == ["obsolete, nobody says 'Chair'"]


def test_catalogues_that_disagree_are_refused(tmp_path):
    one = room_saying(tmp_path / "a", 'msgid "Ready."\nmsgstr "Prêt."\n')
    other = room_saying(tmp_path / "b", 'msgid "Ready."\nmsgstr "C’est prêt."\n')

    assert len(list(tool("messages").disagreements([one, other]))) == 1
    assert list(tool("messages").disagreements([one, one])) == []


def test_catalogue_reads_python_and_templates(tmp_path):
    room = room_saying(tmp_path, "")
    (room / "page.html").write_text(
        '{% translate "One" %}\n   {% blocktranslate count n=n %}{{ n }} table{% plural %}{{ n }} tables'
        '{% endblocktranslate %}\n{% translate "May" context "month" %}'
    )

    found = {(message.id, message.context) for message in tool("messages").extracted(room) if message.id}

    assert found == {
        ("Table %(name)s", None),
        ("One", None),
        (("%(n)s table", "%(n)s tables"), None),
        ("May", "month"),
    }


def room_saying(folder, catalogue):
    """A room whose code says one sentence and whose catalogue is `catalogue`."""
    room = folder / "room"
    path = room / "locale/fr/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    (room / "views.py").write_text('from django.utils.translation import gettext as _\nX = _("Table %(name)s")\n')
    path.write_text(PO + catalogue)
    return room

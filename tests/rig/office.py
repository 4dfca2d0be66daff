"""LibreOffice Writer worked in by program, as a person works in it. Reads jobs as JSON from standard input, each a file to open,
acts to do and files to save; starts one LibreOffice for all of them. Called by tests/rig/office.ts."""
import json
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8", "fodt": "OpenDocument Text Flat XML"}


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class Writer:
    """One document that is open."""

    def __init__(self, context, document):
        self.context = context
        self.document = document
        self.text = document.Text

    def dispatch(self, command, **values):
        helper = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        helper.executeDispatch(self.document.CurrentController.Frame, command, "", 0, properties(**values))

    def found(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        range = self.document.findFirst(search)
        if range is None:
            raise LookupError(f"The document does not say « {words} ».")
        return range

    def select(self, range):
        self.document.CurrentController.select(range)

    # Acts, each by its name in a job.

    def track(self, on=True):
        self.document.RecordChanges = on

    def replace(self, words, by):
        self.found(words).String = by

    def addAfter(self, words, added):
        """A paragraph of its own behind the one that says these words."""
        range = self.found(words)
        cursor = range.Text.createTextCursorByRange(range)
        cursor.gotoEndOfParagraph(False)
        range.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        range.Text.insertString(cursor, added, False)

    def cut(self, words):
        """The paragraph in two, before these words."""
        range = self.found(words).Start
        range.Text.insertControlCharacter(range, PARAGRAPH_BREAK, False)

    def join(self, words):
        """The paragraph that says these words with the next one."""
        range = self.found(words)
        cursor = range.Text.createTextCursorByRange(range)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""

    def strike(self, words):
        """The whole paragraph that says these words."""
        range = self.found(words)
        cursor = range.Text.createTextCursorByRange(range)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""

    def bold(self, words):
        self.found(words).CharWeight = 150.0

    def comment(self, words, author, said):
        range = self.found(words)
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author = author
        note.Content = said
        range.Text.insertTextContent(range, note, True)

    def rowBelow(self, words, *cells):
        """A row below the one that says these words, with these in its cells."""
        self.select(self.found(words).Start)
        self.dispatch(".uno:InsertRowsAfter")
        self.select(self.found(words).Start)
        view = self.document.CurrentController.ViewCursor
        table, cell = view.TextTable, view.Cell
        row = int("".join(filter(str.isdigit, cell.CellName)))
        for column, said in enumerate(cells):
            target = table.getCellByPosition(column, row)
            target.insertString(target.createTextCursor(), said, False)

    def dropRow(self, words):
        self.select(self.found(words).Start)
        self.dispatch(".uno:DeleteRows")

    def columnAfter(self, words, *cells):
        """A column right of the one that says these words, with these in its cells from the top."""
        self.select(self.found(words).Start)
        self.dispatch(".uno:InsertColumnsAfter")
        self.select(self.found(words).Start)
        view = self.document.CurrentController.ViewCursor
        table, cell = view.TextTable, view.Cell
        column = ord(cell.CellName[0]) - ord("A") + 1
        for row, said in enumerate(cells):
            target = table.getCellByPosition(column, row)
            target.insertString(target.createTextCursor(), said, False)

    def dropColumn(self, words):
        self.select(self.found(words).Start)
        self.dispatch(".uno:DeleteColumns")

    # The same by chance: numbers say where, each counted around what there is.

    def paragraphs(self):
        """Those outside of tables, behind the title and the line below it, each with whether a paragraph follows."""
        contents = self.text.createEnumeration()
        found = []
        while contents.hasMoreElements():
            found.append(contents.nextElement())
        isParagraph = [content.supportsService("com.sun.star.text.Paragraph") for content in found] + [False]
        return [(content, isParagraph[at + 1]) for at, content in enumerate(found) if isParagraph[at]][2:]

    def paragraphAt(self, which):
        paragraphs = self.paragraphs()
        return paragraphs[which % len(paragraphs)]

    def stretch(self, which, start, stop):
        """The cursor on letters of a paragraph; never on one half of a character."""
        paragraph, _ = self.paragraphAt(which)
        length = len(paragraph.String)
        start, stop = sorted((start % (length + 1), stop % (length + 1)))
        cursor = self.text.createTextCursorByRange(paragraph.Start)
        cursor.goRight(start, False)
        cursor.goRight(stop - start, True)
        return cursor

    def insertAt(self, which, start, said):
        cursor = self.stretch(which, start, start)
        self.text.insertString(cursor, said, False)

    def strikeAt(self, which, start, stop):
        self.stretch(which, start, stop).String = ""

    def boldAt(self, which, start, stop):
        self.stretch(which, start, stop).CharWeight = 150.0

    def cutAt(self, which, start):
        self.text.insertControlCharacter(self.stretch(which, start, start), PARAGRAPH_BREAK, False)

    def joinAt(self, which):
        self.strikeEndAt(which, False)

    def strikeWholeAt(self, which):
        self.strikeEndAt(which, True)

    def strikeEndAt(self, which, withWords):
        """The end of a paragraph, with its words or without; what a table follows is not joined with it."""
        if not self.paragraphAt(which)[1]:
            return
        cursor = self.stretch(which, 0, 0)
        cursor.gotoEndOfParagraph(withWords)
        cursor.goRight(1, True)
        cursor.String = ""

    def commentAt(self, which, start, stop, author, said):
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author = author
        note.Content = said
        self.text.insertTextContent(self.stretch(which, start, stop), note, True)

    def cellAt(self, which, row):
        tables = self.document.TextTables
        if tables.Count == 0:
            return None
        table = tables.getByIndex(which % tables.Count)
        names = [name for name in table.CellNames if name.startswith("A")]
        return table.getCellByName(names[row % len(names)])

    def rowAt(self, which, row, said):
        cell = self.cellAt(which, row)
        if cell is None:
            return
        self.select(cell.createTextCursor().Start)
        self.dispatch(".uno:InsertRowsAfter")
        self.dispatch(".uno:GoDown", Count=1)
        view = self.document.CurrentController.ViewCursor
        view.Text.insertString(view, said, False)

    def dropRowAt(self, which, row):
        cell = self.cellAt(which, row)
        if cell is not None:
            self.select(cell.createTextCursor().Start)
            self.dispatch(".uno:DeleteRows")

    def acceptAll(self):
        self.dispatch(".uno:AcceptAllTrackedChanges")

    def rejectAll(self):
        self.dispatch(".uno:RejectAllTrackedChanges")

    def save(self, path, form):
        self.document.storeToURL(uno.systemPathToFileUrl(path), properties(FilterName=FILTERS[form]))


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    raise TimeoutError("LibreOffice did not start.")


def main():
    asked = json.load(sys.stdin)
    pipe, profile = asked["pipe"], asked["profile"]
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for job in asked["jobs"]:
            url = uno.systemPathToFileUrl(job["path"])
            writer = Writer(context, desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True)))
            for name, *arguments in job["acts"]:
                getattr(writer, name)(*arguments)
            writer.document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


main()

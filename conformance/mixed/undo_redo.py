"""The command pattern with undo and redo, and a memento."""


class Command:
    def do(self, doc): ...
    def undo(self, doc): ...


class Insert(Command):
    def __init__(self, pos, text):
        self.pos, self.text = pos, text

    def do(self, doc):
        doc.text = doc.text[:self.pos] + self.text + doc.text[self.pos:]

    def undo(self, doc):
        doc.text = doc.text[:self.pos] + doc.text[self.pos + len(self.text):]


class Delete(Command):
    def __init__(self, start, end):
        self.start, self.end = start, end
        self.removed = None

    def do(self, doc):
        self.removed = doc.text[self.start:self.end]
        doc.text = doc.text[:self.start] + doc.text[self.end:]

    def undo(self, doc):
        doc.text = doc.text[:self.start] + self.removed + doc.text[self.start:]


class Macro(Command):
    def __init__(self, *commands):
        self.commands = commands

    def do(self, doc):
        for command in self.commands:
            command.do(doc)

    def undo(self, doc):
        for command in reversed(self.commands):
            command.undo(doc)


class Document:
    def __init__(self):
        self.text = ""
        self.done, self.undone = [], []

    def run(self, command):
        command.do(self)
        self.done.append(command)
        self.undone.clear()
        return self

    def undo(self):
        if not self.done:
            raise IndexError("nothing to undo")
        command = self.done.pop()
        command.undo(self)
        self.undone.append(command)

    def redo(self):
        if self.undone:
            command = self.undone.pop()
            command.do(self)
            self.done.append(command)


doc = Document()
doc.run(Insert(0, "hello world")).run(Delete(0, 5)).run(Macro(Insert(0, "goodbye"), Insert(7, ","), Delete(8, 9)))
print(repr(doc.text))
for action in ("undo", "undo", "redo", "redo", "redo", "undo", "undo", "undo", "undo"):
    try:
        getattr(doc, action)()
        print(action, repr(doc.text))
    except IndexError as error:
        print(action, error)

"""The least Textual application with a tree, to measure ours against."""

from textual.app import App, ComposeResult
from textual.widgets import Tree


class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        tree: Tree[None] = Tree("first-node")
        tree.root.add("second-node")
        tree.root.expand()
        yield tree


if __name__ == "__main__":
    Minimal().run()

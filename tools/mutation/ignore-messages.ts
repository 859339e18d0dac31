// Leaves the messages of exceptions alone: people read them, they may change, and no test asserts one.

type Node = { readonly type: string; readonly callee?: Node; readonly name?: string };
type Path = { readonly node: Node; readonly parentPath: Path | null; readonly listKey?: string };

function isMessage({ parentPath, listKey }: Path): boolean {
  const parent = parentPath?.node;
  return parent?.type === "NewExpression" && listKey === "arguments" && /Error$/.test(parent.callee?.name ?? "");
}

/** Stryker's form of a plugin: one that says which places of the syntax tree are not mutated, and why. */
export const strykerPlugins: readonly object[] = [
  {
    kind: "Ignore",
    name: "messages",
    value: { shouldIgnore: (path: Path) => (isMessage(path) ? "the message of an exception" : undefined) },
  },
];

// A paper in a tab of its own, to be printed from there. It lives in memory: nothing of a person stays on a shop's computer unless somebody
// saves it.

/** Papers of one person: opened, and let go together. */
export type Papers = {
  /** Opens a tab at once, while the press of the button still allows it, and shows the paper there when it has come. */
  readonly open: (name: string, paper: Promise<Blob | null>) => Promise<void>;
  /** The newest, to be saved where no tab opened; null where there is none. */
  readonly newest: () => { readonly address: string; readonly name: string } | null;
  /** Forgets all of them; tabs that show one close. */
  readonly clear: () => void;
};

export function createPapers(): Papers {
  let kept: { readonly address: string; readonly name: string; readonly tab: Window | null }[] = [];
  return {
    async open(name, paper) {
      const tab = window.open("about:blank", "_blank");
      const blob = await paper;
      if (blob === null) {
        tab?.close();
        return;
      }
      const address = URL.createObjectURL(blob);
      kept = [...kept, { address, name, tab }];
      if (tab !== null) tab.location.href = address;
    },
    newest: () => kept.at(-1) ?? null,
    clear() {
      for (const { address, tab } of kept) {
        URL.revokeObjectURL(address);
        tab?.close();
      }
      kept = [];
    },
  };
}

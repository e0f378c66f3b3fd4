export interface PaletteCommand {
  readonly id: string;
  readonly words: string;
  readonly shortcut?: string;
  readonly act: () => void;
}

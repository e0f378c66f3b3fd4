/** Commands that a scheduler is given: a usual one, and one whose words have all that could end a setting early. */

export const usualCommand: readonly string[] = [
  '/home/user/.local/bin/keybearer',
  '--home',
  '/home/user/.local/share/keybearer',
  'remind',
];

export const hostileWord = `a b "c" 'd' %h %% $HOME $(id) \`id\` ; & < > | \\ \\" ü 🔑 {x} ~ # =`;

/** `keybearer completion SHELL`: what makes a shell's Tab know our commands and the names of the keys. */
import { Argument, Command } from 'commander';
import type { Cli } from '../cli.ts';
import { completionScripts, type Shell, shells } from '../completion/scripts.ts';

export function completionCommand(cli: Cli): Command {
  return new Command('completion')
    .description('print what completes commands and key names in your shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', examples)
    .action((shell: Shell) => cli.terminal.out(completionScripts[shell]));
}

const examples = `
Names are completed where nothing has to be typed or asked for them: not for a
vault that only a passphrase opens, nor while the keychain is locked.
It is installed once, by the line for your shell.

Examples:
  echo 'eval "$(keybearer completion bash)"' >> ~/.bashrc
  echo 'source <(keybearer completion zsh)' >> ~/.zshrc       behind compinit
  keybearer completion fish > ~/.config/fish/completions/keybearer.fish`;

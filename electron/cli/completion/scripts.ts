/**
 * What the shells load. All three ask `keybearer __complete` at each Tab, so that they never know less than the program, and
 * take its lines as they are: nothing in them is evaluated, and each shell quotes them in its own way.
 */

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const bash = `# keybearer completion for bash: eval "$(keybearer completion bash)"
_keybearer() {
  local kind= line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <(keybearer __complete bash "\${COMP_LINE:0:COMP_POINT}" "$2" </dev/null 2>/dev/null)
  case $kind in
    files) compopt -o default ;;
    folders) compopt -o dirnames -o filenames ;;
  esac 2>/dev/null
}
complete -F _keybearer keybearer
`;

const zsh = `#compdef keybearer
# keybearer completion for zsh: source <(keybearer completion zsh)
_keybearer() {
  local tab=$'\\t' line before
  local -a lines values shown
  local -i width=0
  lines=("\${(@f)$(keybearer __complete zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" </dev/null 2>/dev/null)}")
  case \${lines[1]%%$tab*} in
    files|folders)
      before=\${lines[1]#*$tab}
      [[ $before == $lines[1] ]] && before=
      IPREFIX+=$before
      PREFIX=\${PREFIX#$before}
      [[ $lines[1] == files* ]] && _files || _files -/
      ;;
    words)
      for line in "\${(@)lines[2,-1]}"; do
        values+=("\${line%%$tab*}")
        (( $#values[-1] > width )) && width=$#values[-1]
      done
      for line in "\${(@)lines[2,-1]}"; do
        [[ $line == *$tab* ]] && line="\${(r:width:)line%%$tab*}  -- \${line#*$tab}"
        shown+=("\${\${line%%$tab*}[1,COLUMNS-1]}")
      done
      compadd -l -d shown -a -- values
      ;;
  esac
}
if [[ $funcstack[1] == _keybearer ]]; then _keybearer "$@"; else compdef _keybearer keybearer; fi
`;

const fish = `# keybearer completion for fish: keybearer completion fish | source
function __keybearer_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (keybearer __complete fish $words[2..-1] "$current" </dev/null 2>/dev/null)
    set -l kind (string split \\t -- $lines[1])
    switch "$kind[1]"
        case files folders
            set -l before "$kind[2]"
            set -l rest (string sub -s (math 1 + (string length -- "$before")) -- "$current")
            if test $kind[1] = folders
                printf '%s\\n' "$before"(__fish_complete_directories "$rest")
            else
                printf '%s\\n' "$before"(__fish_complete_path "$rest")
            end
        case words
            printf '%s\\n' $lines[2..-1]
    end
end
complete -c keybearer -f -a '(__keybearer_complete)'
`;

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };

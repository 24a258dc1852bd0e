/**
 * What each shell is given to ask this program. SECURITY: the answers are lines of text, read as such; no shell expands or
 * runs them. Names of keys come to those that say which shell they are, written as that one reads them (`quoting.ts`).
 */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# augno-vault completion bash
_augno_vault() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(
    "$1" completion --complete --shell bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null
  )
}
complete -o bashdefault -o default -F _augno_vault augno-vault
`,
  zsh: `#compdef augno-vault
# augno-vault completion zsh
_augno_vault() {
  local -a found
  found=("\${(@f)$("\${words[1]}" completion --complete --shell zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
if [[ "\${funcstack[1]}" == _augno_vault ]]; then _augno_vault "$@"; else compdef _augno_vault augno-vault; fi
`,
  fish: `# augno-vault completion fish
function __augno_vault_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    if test -z "$current"
        augno-vault completion --complete --shell fish --new-word -- $words 2>/dev/null
    else
        augno-vault completion --complete --shell fish -- $words $current 2>/dev/null
    end
end
complete -c augno-vault -a '(__augno_vault_complete)'
`,
  powershell: `# augno-vault completion powershell
Register-ArgumentCompleter -Native -CommandName augno-vault -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    # An empty argument does not reach a program from every PowerShell.
    $asked = if ($wordToComplete -eq '') { @('--new-word') } else { @() }
    augno-vault completion --complete --shell powershell @asked -- @words 2>$null | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`,
};

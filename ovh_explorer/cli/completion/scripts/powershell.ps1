# Completion of ovh-explorer for PowerShell.
Register-ArgumentCompleter -Native -CommandName ovh-explorer -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
            else { $_.Extent.Text }
        })
    $words += "$wordToComplete".Trim([char]39, [char]34)
    $json = ConvertTo-Json -Compress -InputObject @($words)
    $order = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json))
    $answer = & ovh-explorer __complete powershell $order 2>$null
    if ($answer) {
        $rows = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("$answer")) | ConvertFrom-Json
        foreach ($row in $rows) {
            [System.Management.Automation.CompletionResult]::new($row.text, $row.shown, 'ParameterValue', $row.words)
        }
    }
}

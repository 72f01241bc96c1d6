# BOI host: owns one Sage 100 session (one company, one user) and carries out what the gateway asks for, one JSON line after another.
# The protocol is contract/boi-host/README.md; the gateway decides what is written in which order, this script only calls and reports.
#
# Windows PowerShell 5.1. ASCII only: 5.1 reads a script without a byte order mark in the machine's ANSI code page.
# Only Write-Reply may write to standard output. Every COM call's result is captured or cast to [void], because whatever is left over in a
# function becomes part of its result.
param(
    # How by-ref values are fetched: ref = PowerShell's own binder, invoke = reflection with a ParameterModifier.
    [ValidateSet('ref', 'invoke')][string]$ByRef = 'ref'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$invariant = [System.Globalization.CultureInfo]::InvariantCulture

$script:pvx = $null
$script:session = $null
$script:contextInForce = ''
$script:stage = 'open'
$script:warnings = $null

# ---------------------------------------------------------------- streams

# Streams of our own: Console.InputEncoding needs a console window, which a service has not.
$utf8 = New-Object System.Text.UTF8Encoding($false)
$inputReader = New-Object System.IO.StreamReader([System.Console]::OpenStandardInput(), $utf8, $false)
$outputWriter = New-Object System.IO.StreamWriter([System.Console]::OpenStandardOutput(), $utf8)
$outputWriter.NewLine = "`n"
$outputWriter.AutoFlush = $true
[System.Console]::SetIn($inputReader)
[System.Console]::SetOut($outputWriter)

function Write-Log([string]$text) {
    [System.Console]::Error.WriteLine($text)
}

function Write-Reply($reply) {
    [System.Console]::Out.WriteLine((ConvertTo-Json -InputObject $reply -Depth 10 -Compress))
}

# ---------------------------------------------------------------- errors and values

# Ends the operation with an error of the protocol. A hashtable is thrown so that it cannot be mixed up with a COM exception.
function Stop-Operation([string]$kind, [string]$message, [string]$column = '', [int]$line = -1) {
    throw @{ kind = $kind; stage = $script:stage; message = $message; column = $column; line = $line }
}

# A member of a message, $null when it is not there (strict mode forbids asking for it). The comma keeps an array of one element an array.
function Get-Field($from, [string]$name) {
    $property = $from.psobject.Properties[$name]
    if ($null -eq $property) { return $null }
    return , $property.Value
}

# A return value as a number: null and empty variants happen and mean failure.
function Get-Code($value) {
    if ($null -eq $value -or $value -is [System.DBNull]) { return 0 }
    return [int][double]$value
}

function ConvertFrom-DecimalText([string]$text) {
    return [double]::Parse($text, [System.Globalization.NumberStyles]::Float, $invariant)
}

# A double as decimal text: through decimal, which drops the noise beyond 15 digits and never writes an exponent.
function ConvertTo-DecimalText($value) {
    if ($null -eq $value -or $value -is [System.DBNull]) { return '0' }
    if ($value -is [string]) {
        if ($value.Trim() -eq '') { return '0' }
        return [decimal]::Parse($value.Trim(), [System.Globalization.NumberStyles]::Float, $invariant).ToString($invariant)
    }
    return ([decimal]$value).ToString($invariant)
}

# ---------------------------------------------------------------- calls

# Every function here that returns what COM gave it does so behind a comma: PowerShell would try to enumerate a COM object it returns.

# Way B: a call by reflection. By-ref slots of the array hold the results afterwards.
function Invoke-ByReflection($target, [string]$name, [object[]]$arguments, [int[]]$byRefSlots, [string]$how = 'InvokeMethod') {
    $flags = [System.Reflection.BindingFlags]"$how, IgnoreCase, Public, Instance"
    $modifiers = $null
    if ($byRefSlots.Count -gt 0) {
        $modifier = New-Object System.Reflection.ParameterModifier($arguments.Count)
        foreach ($slot in $byRefSlots) { $modifier[$slot] = $true }
        $modifiers = [System.Reflection.ParameterModifier[]]@($modifier)
    }
    return , [System.__ComObject].InvokeMember($name, $flags, $null, $target, $arguments, $modifiers, $null, $null)
}

# A call by name without by-ref values.
function Invoke-Sage($target, [string]$name, [object[]]$arguments = @()) {
    if ($ByRef -eq 'invoke') { return , (Invoke-ByReflection $target $name $arguments @()) }
    switch ($arguments.Count) {
        0 { return , $target.$name() }
        1 { return , $target.$name($arguments[0]) }
        2 { return , $target.$name($arguments[0], $arguments[1]) }
        default { throw "no call of $($arguments.Count) arguments is provided for" }
    }
}

function Get-SageProperty($target, [string]$name) {
    if ($ByRef -eq 'invoke') { return , (Invoke-ByReflection $target $name $null @() 'GetProperty') }
    return , $target.$name
}

# The sentence of the object that failed; it is not cleared by success, so it is read only after 0 or -1.
function Get-LastError($target) {
    return [string](Get-SageProperty $target 'sLastErrorMsg')
}

# Fetches one column: the variable has the right type before it is handed over by reference.
function Read-Column($target, [string]$column, [int]$line) {
    $isText = $column.EndsWith('$')
    if ($isText) { $value = '' } else { $value = [double]0 }
    if ($ByRef -eq 'invoke') {
        $arguments = [object[]]@($column, $value)
        $result = Invoke-ByReflection $target 'nGetValue' $arguments @(1)
        $value = $arguments[1]
    }
    else {
        $result = $target.nGetValue($column, [ref]$value)
    }
    if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' (Get-LastError $target) $column $line }
    if ($isText) { return [string]$value }
    return ConvertTo-DecimalText $value
}

function Read-Columns($target, $columns, [int]$line) {
    $values = @{}
    foreach ($column in $columns) {
        if ($null -ne $column) { $values[[string]$column] = Read-Column $target ([string]$column) $line }
    }
    return $values
}

# Fetches the next number, a by-ref string.
function Read-NextNumber($target, [string]$method) {
    $number = ''
    if ($ByRef -eq 'invoke') {
        $arguments = [object[]]@($number)
        $result = Invoke-ByReflection $target $method $arguments @(0)
        $number = $arguments[0]
    }
    else {
        $result = $target.$method([ref]$number)
    }
    if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' (Get-LastError $target) }
    return [string]$number
}

function Add-Warning($target, [string]$column, [int]$line) {
    $warning = @{ message = Get-LastError $target }
    if ($column -ne '') { $warning['column'] = $column }
    if ($line -ge 0) { $warning['line'] = $line }
    [void]$script:warnings.Add($warning)
}

# 1 is done, -1 is done with a warning, 0 is a refusal.
function Assert-Done($result, $target, [string]$column, [int]$line) {
    $code = Get-Code $result
    if ($code -eq 0) { Stop-Operation 'refused' (Get-LastError $target) $column $line }
    if ($code -eq -1) { Add-Warning $target $column $line }
}

function Set-Cell($target, $cell, [int]$line) {
    $column = [string]$cell[0]
    if ($column.EndsWith('$')) { $value = [string]$cell[1] } else { $value = ConvertFrom-DecimalText ([string]$cell[1]) }
    Assert-Done (Invoke-Sage $target 'nSetValue' @($column, $value)) $target $column $line
}

# ---------------------------------------------------------------- session

# Process ids of Sage's COM server.
function Get-ServerPid {
    Get-Process -Name 'pvxcom', 'pxpcom' -ErrorAction SilentlyContinue | ForEach-Object { $_.Id }
}

function Open-Session($request) {
    $script:stage = 'open'
    if ($null -ne $script:session) { Stop-Operation 'protocol' 'the session is open already' }
    $before = @(Get-ServerPid)
    $script:pvx = New-Object -ComObject ([string](Get-Field $request 'progId'))
    [void]$script:pvx.Init([string](Get-Field $request 'home'))
    $script:session = $script:pvx.NewObject('SY_Session')

    # Unified Logon first; where it does not map the Windows user, the Sage user follows.
    $user = [string](Get-Field $request 'user')
    if ((Get-Code (Invoke-Sage $script:session 'nLogon')) -ne 1) {
        if ($user -eq '') {
            Stop-Operation 'logon' "Unified Logon did not accept the Windows user, and no Sage user is set. $(Get-LastError $script:session)"
        }
        $password = [string](Get-Field $request 'password')
        $accepted = Get-Code (Invoke-Sage $script:session 'nSetUser' @($user, $password))
        $password = ''
        if ($accepted -eq 0) { Stop-Operation 'logon' (Get-LastError $script:session) }
    }
    elseif ($user -ne '') {
        Write-Log 'Unified Logon accepted the Windows user; the Sage user of the settings was not needed'
    }

    if ((Get-Code (Invoke-Sage $script:session 'nSetCompany' @([string](Get-Field $request 'company')))) -eq 0) {
        $message = Get-LastError $script:session
        if ($message -match 'external') { Stop-Operation 'closed' $message }
        Stop-Operation 'logon' $message
    }

    $reply = @{ protocol = 1; host = 'com'; pid = $PID }
    # Known only when exactly one server came up meanwhile; a server that was there before may serve others too.
    $new = @(Get-ServerPid | Where-Object { $before -notcontains $_ })
    if ($new.Count -eq 1) { $reply['serverPid'] = [int]$new[0] }
    return $reply
}

function Assert-Session {
    if ($null -eq $script:session) { Stop-Operation 'protocol' 'no session is open' }
}

# Date, module and task in the documented order; the session is kept.
function Set-Context($context) {
    Assert-Session
    $script:stage = 'context'
    $module = [string](Get-Field $context 'module')
    $date = [string](Get-Field $context 'date')
    $task = [string](Get-Field $context 'task')
    $wanted = "$module|$date|$task"
    if ($wanted -ceq $script:contextInForce) { return }
    $script:contextInForce = ''
    foreach ($call in @(@('nSetDate', @($module, $date)), @('nSetModule', @($module)))) {
        # Records without an accounting date (items) leave it out, as code that maintains them does.
        if ($call[0] -eq 'nSetDate' -and $date -eq '') { continue }
        $result = Invoke-Sage $script:session $call[0] $call[1]
        if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' "$($call[0]): $(Get-LastError $script:session)" }
    }
    $taskId = Get-Code (Invoke-Sage $script:session 'nLookupTask' @($task))
    if ($taskId -eq 0) { Stop-Operation 'refused' "Sage knows no task $task" }
    $result = Invoke-Sage $script:session 'nSetProgram' @($taskId)
    if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' "nSetProgram: $(Get-LastError $script:session)" }
    $script:contextInForce = $wanted
}

function New-SageObject($request) {
    Set-Context (Get-Field $request 'context')
    $script:stage = 'object'
    $name = [string](Get-Field $request 'object')
    if ($ByRef -eq 'invoke') {
        # The array takes the session as it is: a wrapper of PowerShell's inside it would not be taken off.
        $arguments = [object[]]@($name, $script:session.psobject.BaseObject)
        $created = Invoke-ByReflection $script:pvx 'NewObject' $arguments @()
    }
    else {
        $created = $script:pvx.NewObject($name, $script:session)
    }
    # NewObject throws when it fails; should it return nothing instead, the reason is the session's.
    if ($null -eq $created) { Stop-Operation 'refused' "Sage made no ${name}: $(Get-LastError $script:session)" }
    return , $created
}

# Runs a step of cleaning up; a failure is logged and does not hide what led here.
function Invoke-CleanUp([scriptblock]$step) {
    try { [void](& $step) }
    catch { Write-Log "clean-up: $($_.Exception.Message)" }
}

function Clear-Reference($target) {
    if ($null -eq $target) { return }
    Invoke-CleanUp { [System.Runtime.InteropServices.Marshal]::FinalReleaseComObject($target) }
}

function Remove-SageObject($target) {
    if ($null -eq $target) { return }
    Invoke-CleanUp { Invoke-Sage $target 'DropObject' }
    Clear-Reference $target
}

function Close-Session {
    if ($null -ne $script:session) { Invoke-CleanUp { Invoke-Sage $script:session 'nCleanup' } }
    Remove-SageObject $script:session
    $script:session = $null
    Clear-Reference $script:pvx
    $script:pvx = $null
}

# Reads something of the session; an object is made and dropped without a key, so that nothing is locked or written.
function Test-Session($request) {
    Assert-Session
    if ($null -ne (Get-Field $request 'object')) {
        $made = $null
        try { $made = New-SageObject $request }
        finally { Remove-SageObject $made }
    }
    return @{ company = [string](Get-SageProperty $script:session 'sCompanyCode') }
}

# ---------------------------------------------------------------- documents

function Set-KeyPart($target, $part) {
    $result = Invoke-Sage $target 'nSetKeyValue' @([string]$part[0], [string]$part[1])
    if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' (Get-LastError $target) ([string]$part[0]) }
}

# Opens the record: 1 existing, 2 new. 0 means in use when the record can be found, for nFind takes no lock; else the key was refused.
function Open-Record($target, $key) {
    $script:stage = 'key'
    $last = $key.Count - 1
    if ($last -eq 0) {
        $code = Get-Code (Invoke-Sage $target 'nSetKey' @([string]$key[0][1]))
    }
    else {
        foreach ($part in $key) { Set-KeyPart $target $part }
        $code = Get-Code (Invoke-Sage $target 'nSetKey')
    }
    if ($code -eq 1 -or $code -eq 2) { return $code }

    $message = Get-LastError $target
    for ($index = 0; $index -lt $last; $index++) { Set-KeyPart $target $key[$index] }
    $found = Get-Code (Invoke-Sage $target 'nFind' @([string]$key[$last][1]))
    if ($found -eq 1) { Stop-Operation 'locked' $message }
    Stop-Operation 'refused' $message ([string]$key[$last][0])
}

# A call of a method that a version of Sage may not have. No public code shows these methods over COM: that one is missing is told as such,
# and the session lives on.
function Invoke-Unproven($target, [string]$name, [object[]]$arguments, [int]$index) {
    try { return , (Invoke-Sage $target $name $arguments) }
    catch {
        $exception = $_.Exception
        while ($null -ne $exception.InnerException) { $exception = $exception.InnerException }
        # DISP_E_UNKNOWNNAME, DISP_E_MEMBERNOTFOUND; PowerShell's own binder says MethodNotFound.
        $isMissing = $_.FullyQualifiedErrorId -match 'MethodNotFound' -or
            @('0x80020006', '0x80020003') -contains ('0x{0:X8}' -f $exception.HResult)
        if (-not $isMissing) { throw }
        Stop-Operation 'unsupported' "$name is not there: $($exception.Message)" '' $index
    }
}

# The edit key of a line that exists. A blank one means that the order has no such line.
function Get-EditKey($lines, [string]$lineKey, [int]$index) {
    $editKey = [string](Invoke-Unproven $lines 'sGetEditKey' @($lineKey) $index)
    if ($editKey.Trim() -eq '') { Stop-Operation 'refused' "The order has no line $lineKey. $(Get-LastError $lines)" '' $index }
    return $editKey
}

function Remove-Line($lines, [string]$lineKey, [int]$index) {
    $editKey = Get-EditKey $lines $lineKey $index
    $result = Invoke-Unproven $lines 'nDeleteLine' @($editKey) $index
    if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' (Get-LastError $lines) '' $index }
    return @{ read = @{} }
}

# Opens a line: the one of a LineKey, or a new one. The number that nAddLine returns is disputed; only 0 is a failure.
function Open-Line($lines, $lineKey, [int]$index) {
    if ($null -eq $lineKey) { $result = Invoke-Sage $lines 'nAddLine' }
    else {
        $editKey = Get-EditKey $lines ([string]$lineKey) $index
        $result = Invoke-Unproven $lines 'nEditLine' @($editKey) $index
    }
    if ((Get-Code $result) -eq 0) { Stop-Operation 'refused' (Get-LastError $lines) '' $index }
}

function Write-Line($lines, $line, [int]$index) {
    $script:stage = 'line'
    $lineKey = Get-Field $line 'lineKey'
    if ((Get-Field $line 'delete') -eq $true) { return Remove-Line $lines ([string]$lineKey) $index }
    Open-Line $lines $lineKey $index
    $script:stage = 'set'
    foreach ($cell in (Get-Field $line 'set')) { Set-Cell $lines $cell $index }
    # Before the line is written: afterwards the values are zero or another line's.
    $script:stage = 'line'
    $values = Read-Columns $lines (Get-Field $line 'read') $index
    $script:stage = 'linewrite'
    Assert-Done (Invoke-Sage $lines 'nWrite') $lines '' $index
    return @{ read = $values }
}

function Write-Document($request) {
    $mode = [string](Get-Field $request 'mode')
    $script:warnings = New-Object System.Collections.ArrayList
    $written = New-Object System.Collections.ArrayList
    $document = $null
    $lines = $null
    try {
        $document = New-SageObject $request
        $code = Open-Record $document (Get-Field $request 'key')
        if ($mode -eq 'create' -and $code -eq 1) { Stop-Operation 'exists' 'the record exists already' }
        if ($mode -eq 'update' -and $code -eq 2) { Stop-Operation 'missing' 'there is no such record' }

        $script:stage = 'set'
        foreach ($cell in (Get-Field $request 'set')) { Set-Cell $document $cell -1 }

        $wanted = Get-Field $request 'lines'
        if ($null -ne $wanted -and $wanted.Count -gt 0) {
            $script:stage = 'line'
            $lines = Get-SageProperty $document 'oLines'
            for ($index = 0; $index -lt $wanted.Count; $index++) {
                [void]$written.Add((Write-Line $lines $wanted[$index] $index))
            }
        }

        $script:stage = 'write'
        $values = Read-Columns $document (Get-Field $request 'read') -1
        $result = Invoke-Sage $document 'nWrite'
        if ((Get-Code $result) -eq 0) {
            $message = Get-LastError $document
            # An empty message of the header means that the error sits on the lines, or that a mandatory column is blank.
            if ($message.Trim() -eq '' -and $null -ne $lines) { $message = Get-LastError $lines }
            Stop-Operation 'refused' $message
        }
        Assert-Done $result $document '' -1
        return @{
            existed  = ($code -eq 1)
            warnings = $script:warnings.ToArray()
            read     = $values
            lines    = $written.ToArray()
        }
    }
    finally {
        Clear-Reference $lines
        Remove-SageObject $document
    }
}

# A line of a document that is dropped. What Sage refuses of it is told; everything else ends the operation.
function Show-Line($lines, $line, [int]$index) {
    try {
        $script:stage = 'line'
        if ((Get-Code (Invoke-Sage $lines 'nAddLine')) -eq 0) { Stop-Operation 'refused' (Get-LastError $lines) '' $index }
        $script:stage = 'set'
        foreach ($cell in (Get-Field $line 'set')) { Set-Cell $lines $cell $index }
        $script:stage = 'line'
        return @{ read = Read-Columns $lines (Get-Field $line 'read') $index }
    }
    catch {
        $told = $_.TargetObject
        if (-not ($told -is [hashtable]) -or $told['kind'] -ne 'refused') { throw }
        return @{ read = @{}; refused = @{ message = $told['message']; column = $told['column'] } }
    }
}

# Fills a new document and drops it. No nWrite: nothing is saved.
function Show-Document($request) {
    $script:warnings = New-Object System.Collections.ArrayList
    $shown = New-Object System.Collections.ArrayList
    $document = $null
    $lines = $null
    try {
        $document = New-SageObject $request
        $code = Open-Record $document (Get-Field $request 'key')
        if ($code -eq 1) { Stop-Operation 'exists' 'the record exists already' }
        $script:stage = 'set'
        foreach ($cell in (Get-Field $request 'set')) { Set-Cell $document $cell -1 }
        $script:stage = 'line'
        $lines = Get-SageProperty $document 'oLines'
        $wanted = Get-Field $request 'lines'
        for ($index = 0; $index -lt $wanted.Count; $index++) {
            [void]$shown.Add((Show-Line $lines $wanted[$index] $index))
        }
        return @{ lines = $shown.ToArray() }
    }
    finally {
        Clear-Reference $lines
        Remove-SageObject $document
    }
}

function Get-NextNumber($request) {
    $document = $null
    try {
        $document = New-SageObject $request
        $script:stage = 'next'
        $key = Get-Field $request 'key'
        if ($null -ne $key) { foreach ($part in $key) { Set-KeyPart $document $part } }
        return @{ value = Read-NextNumber $document ([string](Get-Field $request 'method')) }
    }
    finally {
        Remove-SageObject $document
    }
}

function Remove-Document($request) {
    $document = $null
    try {
        $document = New-SageObject $request
        $code = Open-Record $document (Get-Field $request 'key')
        if ($code -eq 2) { return @{ existed = $false } }
        $script:stage = 'delete'
        if ((Get-Code (Invoke-Sage $document 'nDelete')) -eq 0) { Stop-Operation 'refused' (Get-LastError $document) }
        return @{ existed = $true }
    }
    finally {
        Remove-SageObject $document
    }
}

# ---------------------------------------------------------------- messages

function Invoke-Operation($request) {
    switch -CaseSensitive ([string](Get-Field $request 'op')) {
        'open' { return Open-Session $request }
        'ping' { return Test-Session $request }
        'next' { return Get-NextNumber $request }
        'write' { return Write-Document $request }
        'delete' { return Remove-Document $request }
        'preview' { return Show-Document $request }
        'close' { Close-Session; return @{} }
        default { Stop-Operation 'protocol' 'unknown operation' }
    }
}

# The protocol's error of whatever was thrown. Everything that is not ours is taken as a COM exception: the session is spoiled.
function Get-ErrorReply($record) {
    $told = $record.TargetObject
    if ($told -is [hashtable] -and $told.ContainsKey('kind')) {
        $reply = @{ kind = $told['kind']; stage = $told['stage']; message = $told['message'] }
        if ($told['column'] -ne '') { $reply['column'] = $told['column'] }
        if ($told['line'] -ge 0) { $reply['line'] = $told['line'] }
        return $reply
    }
    $exception = $record.Exception
    while ($null -ne $exception.InnerException) { $exception = $exception.InnerException }
    $reply = @{ kind = 'com'; stage = $script:stage; message = [string]$exception.Message }
    if ($exception -is [System.Runtime.InteropServices.COMException]) {
        $reply['code'] = '0x{0:X8}' -f $exception.ErrorCode
    }
    return $reply
}

function Invoke-Message([string]$text) {
    $id = $null
    $op = ''
    try {
        try {
            $request = ConvertFrom-Json -InputObject $text
            $given = Get-Field $request 'id'
            if ($null -eq $given) { throw 'no id' }
            $id = [int]$given
            $op = [string](Get-Field $request 'op')
        }
        catch {
            Stop-Operation 'protocol' 'the line is not a JSON object with an id'
        }
        $reply = Invoke-Operation $request
        $reply['id'] = $id
        $reply['ok'] = $true
        Write-Reply $reply
        return ($op -ceq 'close')
    }
    catch {
        $failure = Get-ErrorReply $_
        Write-Reply @{ id = $id; ok = $false; error = $failure }
        return ($failure['kind'] -eq 'com')
    }
}

# Sage's session is closed also when the gateway is gone and an answer finds nobody: Write-Reply throws then.
try {
    $finished = $false
    while (-not $finished) {
        $text = [System.Console]::In.ReadLine()
        if ($null -eq $text) { break }
        $finished = Invoke-Message $text
    }
}
finally {
    Close-Session
}
exit 0

import type { ProgramRun } from './run_program.ts'
import type { SpoolerCommands } from './spooler.ts'

const limitMs = 30_000

/**
 * Hands standard input to a printer as a RAW job (winspool.drv: OpenPrinter, StartDocPrinter with data type RAW,
 * WritePrinter, EndDocPrinter; learn.microsoft.com, "WritePrinter function"). The queue's name comes in the
 * environment, so that it is never read as part of a command. Exit 3: the job was not begun; 4: begun, not ended.
 */
const script = `
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System; using System.Runtime.InteropServices;
public static class RawPrint {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public class DocInfo { public string Name; public string Output; public string Type; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinter(IntPtr printer, int level, [In] DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool ClosePrinter(IntPtr printer);
  public static bool Exists(string name) {
    IntPtr printer;
    if (!OpenPrinter(name, out printer, IntPtr.Zero)) return false;
    ClosePrinter(printer);
    return true;
  }
  public static int Send(string name, byte[] bytes) {
    IntPtr printer;
    if (!OpenPrinter(name, out printer, IntPtr.Zero)) return 3;
    try {
      var info = new DocInfo { Name = "Civic Hall", Type = "RAW" };
      if (StartDocPrinter(printer, 1, info) == 0) return 3;
      int written;
      bool whole = WritePrinter(printer, bytes, bytes.Length, out written) && written == bytes.Length;
      return EndDocPrinter(printer) && whole ? 0 : 4;
    } finally { ClosePrinter(printer); }
  }
}
'@
$queue = $env:CIVIC_HALL_QUEUE
if ($env:CIVIC_HALL_CHECK -eq '1') { if ([RawPrint]::Exists($queue)) { exit 0 } else { exit 3 } }
$bytes = New-Object System.IO.MemoryStream
[Console]::OpenStandardInput().CopyTo($bytes)
exit [RawPrint]::Send($queue, $bytes.ToArray())
`

const run = (queue: string, check: '0' | '1', input: Uint8Array): ProgramRun => ({
  program: 'powershell.exe',
  args: [
    '-NoProfile',
    '-NonInteractive',
    '-EncodedCommand',
    Buffer.from(script, 'utf16le').toString('base64'),
  ],
  input,
  limitMs,
  env: { CIVIC_HALL_QUEUE: queue, CIVIC_HALL_CHECK: check },
})

/** The Windows spooler's RAW path. Not tried on Windows. */
export const windowsRaw: SpoolerCommands = {
  check: (queue) => run(queue, '1', new Uint8Array()),
  raw: (queue, bytes) => run(queue, '0', bytes),
  refused: [3],
}

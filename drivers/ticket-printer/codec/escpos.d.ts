declare module 'escpos/printer.js' {
  /** Where the library's bytes go: the whole of what it asks of an adapter. */
  export interface EscposAdapter {
    write(bytes: Uint8Array, done?: () => void): void
  }

  /** The part of escpos 2.5.2 whose bytes are right; each call appends to an inner buffer. */
  export default class EscposPrinter {
    constructor(adapter: EscposAdapter, options: { encoding: string })
    hardware(what: 'init'): this
    align(to: 'lt' | 'ct' | 'rt'): this
    lineSpace(dots: number): this
    /** Text in the printer's encoding, no line end. */
    pureText(content: string): this
    /** Appends bytes as they are; any other byte array than a Buffer would be written as its numbers in words. */
    print(content: Buffer): this
    flush(done?: () => void): this
  }
}

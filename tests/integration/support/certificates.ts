import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** What a certificate says. */
export interface CertificateFacts {
  /** DNS name it is for; also its subject. */
  readonly name: string
  readonly from: Date
  readonly to: Date
}

const oids = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  subjectAltName: '0603551d11',
  basicConstraints: '0603551d13',
} as const

/** One DER value (X.690 8.1): tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const head = length < 128 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...head]), content])
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const hex = (text: string) => Buffer.from(text, 'hex')
const time = (date: Date) =>
  der(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`))

function extensions(name: string): Buffer {
  const dnsName = der(0x82, Buffer.from(name))
  const alt = sequence(hex(oids.subjectAltName), der(0x04, sequence(dnsName)))
  const isAuthority = sequence(der(0x01, hex('ff')))
  const constraints = sequence(hex(oids.basicConstraints), der(0x01, hex('ff')), der(0x04, isAuthority))
  return der(0xa3, sequence(constraints, alt))
}

/** A self-signed certificate (RFC 5280, version 3, P-256) that may also be trusted as a root. */
export function selfSigned({ name, from, to }: CertificateFacts): Certificate {
  const pair: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  })
  const { publicKey, privateKey } = pair
  const algorithm = sequence(hex(oids.ecdsaWithSha256))
  const subject = sequence(der(0x31, sequence(hex(oids.commonName), der(0x0c, Buffer.from(name)))))
  const body = sequence(
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, hex('01'), Buffer.from([Date.now() & 0x7f])),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(name),
  )
  const signature = der(0x03, hex('00'), sign('sha256', body, privateKey))
  const lines =
    sequence(body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

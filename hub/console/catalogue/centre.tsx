import './catalogue.css'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCentre } from '#client'
import { type Bilingual, officialName, type Policy, type Site } from '#domain'
import { siteSchema } from '#protocol'
import { useTerm, useText } from '#ui'
import { Editor } from '../edit/editor.tsx'
import { faultsOf } from '../edit/faults.ts'
import { PairField, TextField } from '../edit/fields.tsx'
import { LinesField } from '../edit/lines_field.tsx'
import { catalogueWords, labelsOf } from './catalogue_words.ts'

const fields = [
  'place',
  'address',
  'phone',
  'supervisionPhone',
  'notices',
] as const satisfies readonly (keyof Site)[]

function CentreEditor(props: { readonly site: Site; readonly policy: Policy; readonly onClose: () => void }) {
  const text = useText(catalogueWords)
  return (
    <Editor<Site>
      title={text.centre}
      before={props.site}
      blank={props.site}
      labels={labelsOf(fields, text)}
      check={(draft) => faultsOf(siteSchema, draft)}
      command={(site) => ({ name: 'configure', body: { site, policy: props.policy } })}
      onClose={props.onClose}
    >
      {({ of }) => (
        <>
          <PairField {...of('place')} />
          <PairField {...of('address')} />
          <TextField {...of('phone')} />
          <TextField {...of('supervisionPhone')} />
          <LinesField {...of('notices')} />
        </>
      )}
    </Editor>
  )
}

function Pair({ words }: { readonly words: Bilingual }): ReactNode {
  return (
    <>
      {words.zh}
      <small>{words.en}</small>
    </>
  )
}

/** The centre itself: its name, address, telephones and the notices on its boards. */
export function Centre() {
  const text = useText(catalogueWords)
  const say = useTerm()
  const site = useCentre((centre) => centre.site)
  const policy = useCentre((centre) => centre.policy)
  const [isEditing, setEditing] = useState(false)
  if (site === null) return null
  return (
    <>
      <header className="section-head">
        <h2>{say(officialName(site))}</h2>
        <Button type="primary" onClick={() => setEditing(true)} data-testid="edit-centre">
          {text.editCentre}
        </Button>
      </header>
      <section className="card">
        <dl className="facts">
          <dt>{text.officialName}</dt>
          <dd>
            <Pair words={officialName(site)} />
          </dd>
          <dt>{text.address}</dt>
          <dd>
            <Pair words={site.address} />
          </dd>
          <dt>{text.phone}</dt>
          <dd>{site.phone}</dd>
          <dt>{text.supervisionPhone}</dt>
          <dd>{site.supervisionPhone}</dd>
          <dt>{text.notices}</dt>
          <dd>
            <ol>
              {site.notices.map((notice) => (
                <li key={notice.zh}>
                  <Pair words={notice} />
                </li>
              ))}
            </ol>
          </dd>
        </dl>
      </section>
      {isEditing && <CentreEditor site={site} policy={policy} onClose={() => setEditing(false)} />}
    </>
  )
}

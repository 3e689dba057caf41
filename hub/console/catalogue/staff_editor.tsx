import { useCentre } from '#client'
import type { Staff } from '#domain'
import { staffSchema } from '#protocol'
import { keysOf, useTerm, useText } from '#ui'
import { Editor } from '../edit/editor.tsx'
import { type Faults, faultsOf, withFaults } from '../edit/faults.ts'
import { ChoiceField, ManyField, PairField, SwitchField, TextField } from '../edit/fields.tsx'
import { personnelTerms, roleTerms } from './catalogue_terms.ts'
import { catalogueWords, labelsOf } from './catalogue_words.ts'

/** A member of staff with the password that is to be set, '' to keep the present one. */
type Draft = Staff & { readonly password: string }

const fields = [
  'id',
  'username',
  'name',
  'post',
  'personnel',
  'roles',
  'portrait',
  'enabled',
  'password',
] as const satisfies readonly (keyof Draft)[]

const blank: Draft = {
  id: '',
  username: '',
  name: { zh: '', en: '' },
  post: { zh: '', en: '' },
  personnel: 'employed',
  portrait: '',
  roles: ['counter'],
  enabled: true,
  password: '',
}

/** The record without its password: what the hub keeps apart. */
function recordOf({ password: _, ...staff }: Draft): Staff {
  return staff
}

function check(draft: Draft, others: readonly Staff[]): Faults {
  const isTaken = (key: 'id' | 'username') => others.some((each) => each[key] === draft[key])
  const isShort = draft.password !== '' && draft.password.length < 8
  return withFaults(faultsOf(staffSchema, recordOf(draft)), [
    ...(isTaken('id') ? [['id', 'taken'] as const] : []),
    ...(isTaken('username') ? [['username', 'taken'] as const] : []),
    ...(isShort ? [['password', 'range'] as const] : []),
  ])
}

/** Edits a member of staff; null makes a new one. A password is only ever set, never shown. */
export function StaffEditor(props: { readonly staff: Staff | null; readonly onClose: () => void }) {
  const text = useText(catalogueWords)
  const say = useTerm()
  const others = useCentre((centre) => [...centre.staff.values()]).filter(({ id }) => id !== props.staff?.id)
  return (
    <Editor<Draft>
      title={props.staff === null ? text.staff : say(props.staff.name)}
      before={props.staff === null ? null : { ...props.staff, password: '' }}
      blank={blank}
      labels={labelsOf(fields, text)}
      masked={{ password: text.secret }}
      check={(draft) => check(draft, others)}
      command={(draft) => ({
        name: 'save-staff',
        body: { staff: recordOf(draft), ...(draft.password === '' ? {} : { password: draft.password }) },
      })}
      onClose={props.onClose}
      leaving={(draft) => ({ kind: 'staff', staff: recordOf(draft) })}
    >
      {({ of, kept }) => (
        <>
          <TextField {...of('id')} disabled={props.staff !== null} />
          <TextField {...of('username')} />
          <PairField {...of('name')} />
          <PairField {...of('post')} />
          <ChoiceField
            {...kept('personnel')}
            options={keysOf(personnelTerms).map((value) => ({ value, label: say(personnelTerms[value]) }))}
          />
          <ManyField
            {...of('roles')}
            options={keysOf(roleTerms).map((value) => ({ value, label: say(roleTerms[value]) }))}
          />
          <TextField {...of('portrait')} />
          <SwitchField {...of('enabled')} />
          <div className="wide">
            <TextField {...of('password')} label={text.passwordHint} secret />
          </div>
        </>
      )}
    </Editor>
  )
}

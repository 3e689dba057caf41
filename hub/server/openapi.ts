import { z } from 'zod'
import { problem, type Route, type RouteName, routes } from '#protocol'

type JsonObject = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const parameter = (name: string, place: 'path' | 'query', schema: unknown, required: boolean) => ({
  name,
  in: place,
  required,
  schema,
})

function parametersOf(route: Route): JsonObject[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) =>
    parameter(name, 'path', { type: 'string' }, true),
  )
  const query: JsonObject = route.query === undefined ? {} : schemaOf(route.query, 'input')
  const properties = Object.entries(query.properties ?? {})
  const required = Array.isArray(query.required) ? query.required : []
  return [
    ...inPath,
    ...properties.map(([name, schema]) => parameter(name, 'query', schema, required.includes(name))),
  ]
}

const content = (schema: JsonObject, type = 'application/json') => ({ [type]: { schema } })

function requestOf({ body, consumes }: Route): JsonObject {
  if (consumes !== undefined) return { requestBody: { required: true, content: content({}, consumes) } }
  if (body === undefined) return {}
  return { requestBody: { required: true, content: content(schemaOf(body, 'input')) } }
}

const replyOf = ({ reply, produces }: Route): JsonObject =>
  produces === undefined
    ? content(schemaOf(reply, 'output'))
    : Object.fromEntries(produces.map((type) => [type, {}]))

function operation(name: RouteName, route: Route): JsonObject {
  const refused = { $ref: '#/components/schemas/Problem' }
  return {
    operationId: name,
    summary: route.summary,
    description: `Access: ${route.access}.`,
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    parameters: parametersOf(route),
    ...requestOf(route),
    responses: {
      [route.status]: { description: 'Granted', content: replyOf(route) },
      default: { description: 'Refused', content: content(refused, 'application/problem+json') },
    },
  }
}

/** The whole HTTP surface as an OpenAPI 3.1 document, made from the route table. */
export function openApi(): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name]
    const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Civic Hall',
      version: '1',
      description:
        'The hub of a public legal service centre. Every POST and PUT that changes the centre takes a commandId (a ULID made by the sender): the same command again gets the same answer and is done once.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  }
}

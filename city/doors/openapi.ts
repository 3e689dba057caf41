import { z } from 'zod'
import { type CityDoor, type CityDoorName, cityDoors, cityVersions } from '#protocol'

type JsonObject = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function parametersOf({ path, query }: CityDoor): JsonObject[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const { properties = {}, required = [] } = query === undefined ? {} : schemaOf(query, 'input')
  const asked = Object.entries(properties as JsonObject).map(([name, schema]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    schema,
  }))
  return [...inPath, ...asked]
}

function operation(name: CityDoorName, door: CityDoor): JsonObject {
  const json = (schema: JsonObject) => ({ 'application/json': { schema } })
  const isExchange = name === 'exchange'
  const xml = isExchange ? { 'application/xml': { schema: { type: 'string' } } } : {}
  const body = door.body === undefined ? null : { ...json(schemaOf(door.body, 'input')), ...xml }
  return {
    operationId: name,
    summary: door.summary,
    description: `Access: ${door.access}.`,
    security: door.access === 'bureau' ? [{ bureau: [] }] : [],
    parameters: parametersOf(door),
    ...(body === null ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      200: { description: 'Answered', content: json(schemaOf(door.reply, 'output')) },
      default: { description: isExchange ? 'The receipt says why' : 'Refused, problem+json with a code' },
    },
  }
}

/** The city's HTTP surface as an OpenAPI 3.1 document, made from the table of doors. */
export function cityOpenApi(): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const name of Object.keys(cityDoors) as CityDoorName[]) {
    const door: CityDoor = cityDoors[name]
    const path = `/api/v1${door.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [door.method.toLowerCase()]: operation(name, door) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'City management of public legal services',
      version: cityVersions.at(-1),
      description:
        'What a site and the city say to each other; the rules beside the forms are in docs/city-contract.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { securitySchemes: { bureau: { type: 'http', scheme: 'bearer' } } },
  }
}

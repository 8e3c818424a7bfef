import type { RunRequest, TemplateSource } from '../core/index.ts'

/** Where a shown template keeps what it was made of. */
const sourceKey = Symbol('template source')

export function rememberSource<Item extends object>(item: Item, source: TemplateSource): Item {
  Object.defineProperty(item, sourceKey, { value: source, enumerable: false })
  return item
}

const isItem = (template: TemplateSource): template is TemplateSource & { [sourceKey]: TemplateSource } =>
  typeof template === 'object' && template !== null && sourceKey in template

/** A request with what `template(…)` was made of in place of what it gave. */
export function plainRequest(request: RunRequest): RunRequest {
  if (!Array.isArray(request?.templates) || !request.templates.some(isItem)) return request
  return {
    ...request,
    templates: request.templates.map(template => (isItem(template) ? template[sourceKey] : template)),
  }
}

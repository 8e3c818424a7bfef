/** In a module of its own, to be loaded when it is needed: of the package itself the built command sees no names then. */
export { parse as parseFullYaml } from 'yaml'

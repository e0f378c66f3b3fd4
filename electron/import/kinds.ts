/** The kinds of source: the window knows them too. */
export { type KindName, kindNames, kindWords } from '../../shared/import-kinds.ts';

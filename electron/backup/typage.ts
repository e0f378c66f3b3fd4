/**
 * What we use of age-encryption. The bundle has it in a file beside it, as CommonJS, whose namespaces cannot be imported by
 * name: so armor is an object here. Loaded when it is needed.
 */
import { armor as ageArmor } from 'age-encryption';

export { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';

export const armor = { encode: ageArmor.encode, decode: ageArmor.decode };

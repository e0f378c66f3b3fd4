/** Objects of the double: they refuse what electron.d.ts does not have, and record what is asked of them. */
import { EventEmitter } from 'node:events';
import { isDeclared } from './declared.ts';

export interface Asked {
  /** `WebContents.setWindowOpenHandler` */
  readonly what: string;
  readonly args: readonly unknown[];
}

/** @param kind Its name in electron.d.ts. */
export function guarded<T extends object>(kind: string, target: T, record: (asked: Asked) => void): T {
  return new Proxy(target, {
    get(object, property) {
      // What JavaScript itself looks for, promises and test runners.
      if (typeof property === 'symbol' || property === 'then' || property === 'toJSON' || property === 'constructor')
        return Reflect.get(object, property);
      const isEmitters = object instanceof EventEmitter && property in EventEmitter.prototype;
      if (!isEmitters && !isDeclared(kind, property)) throw new Error(`electron.d.ts has no ${kind}.${property}`);
      if (!(property in object)) throw new Error(`the double does not play ${kind}.${property}`);
      const value: unknown = Reflect.get(object, property);
      if (typeof value !== 'function' || isEmitters) return typeof value === 'function' ? value.bind(object) : value;
      return (...args: unknown[]) => {
        record({ what: `${kind}.${property}`, args });
        return value.apply(object, args);
      };
    },
  });
}

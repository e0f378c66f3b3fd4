/** Pictures that the build puts into the bundle, as data URLs. */
declare module '*.png?inline' {
  const dataUrl: string;
  export default dataUrl;
}

/** What Vite bundles besides scripts. */
declare module '*.css';
/** Its address in the bundle. */
declare module '*.svg' {
  const url: string;
  export default url;
}
declare module '@fontsource-variable/inter';
declare module '@fontsource-variable/jetbrains-mono';

/** The bundler gives the address of the file that it has emitted. */
declare module '*?url' {
  const address: string;
  export default address;
}

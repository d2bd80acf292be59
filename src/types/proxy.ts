/** Who passes requests on to the endpoint. */
export type HttpProxy = {
  /** Without name and password, so that it can be printed. */
  url: string;
  /** For the header Proxy-Authorization; null where none are set. */
  authorization: string | null;
  /** The variable that names it, for messages. */
  variable: string;
};

/** A picture to press: `image` is its URL, `alt` the text for who does not see it. */
export type SavePassButton = {
  readonly platform: 'android' | 'apple';
  readonly image: string;
  readonly alt: string;
};

/** The two Save Pass pictures of the PassKit integration guide for MoEngage; the link beside them is the SmartPass link. */
export const BUTTONS: readonly SavePassButton[] = [
  {
    platform: 'android',
    image:
      'https://messagecontent-public.s3.amazonaws.com/wallet/add-to-wallet-buttons/Save_to_Google_Pay.svg',
    alt: 'Save to Google Pay',
  },
  {
    platform: 'apple',
    image:
      'https://messagecontent-public.s3.amazonaws.com/wallet/add-to-wallet-buttons/Add_to_Apple_Wallet.svg',
    alt: 'Add to Apple Wallet',
  },
];

"""What texts are made of, whatever they tell: words and sentences, marks, languages, web addresses."""
